import { Alert } from '../../model/alert.ts';
import type { Entity } from '../../model/entity.ts';

export type AlertSketch = {
  /** Makes the id; two sketches with the same number and minute are the same alert. */
  readonly n: number;
  /** Event time, minutes after 2026-02-18T10:00Z. */
  readonly minute: number;
  readonly entities: readonly Entity[];
  readonly level?: number;
  readonly rule?: string;
  readonly techniques?: readonly string[];
  readonly tenant?: string;
  readonly description?: string;
};

const START = Date.UTC(2026, 1, 18, 10);

/** An alert that differs in what matters for grouping, for tests. */
export const alertOf = (sketch: AlertSketch): Alert => {
  const at = START + Math.round(sketch.minute * 60_000);
  const timestamp = new Date(at).toISOString();
  return Alert.parse({
    id: `${at}.${sketch.n.toString(16).padStart(16, '0')}`,
    tenant: sketch.tenant ?? 'acme-bank',
    timestamp,
    receivedAt: timestamp,
    rule: {
      id: sketch.rule ?? '100001',
      level: sketch.level ?? 5,
      description: sketch.description ?? 'Several failed logins',
      groups: ['authentication_failed'],
      mitre: { id: [...(sketch.techniques ?? ['T1110'])], tactic: ['Credential Access'], technique: ['Brute Force'] },
    },
    decoder: { name: 'json' },
    agent: { name: 'cbs-app-01' },
    location: 'tcp-5140',
    data: {},
    full_log: 'line',
    severity: 'MEDIUM',
    entities: sketch.entities,
    event_ids: [`0:${sketch.n + 1}:0`],
    ruleset_version: 'test',
    source: 'tcp-5140',
    trust: 'high',
  });
};

export const ip = (value: string): Entity => ({ kind: 'ip', value });
export const user = (value: string): Entity => ({ kind: 'user', value });
export const host = (value: string): Entity => ({ kind: 'host', value });
