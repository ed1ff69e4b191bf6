import { createHash } from 'node:crypto';
import { inclusionProof, leafHash, merkleRoot } from '../../domain/archive/merkle.ts';
import { Alert } from '../../domain/model/alert.ts';
import { Incident } from '../../domain/model/incident.ts';
import type { Assessment, Evidence } from '../api/types.ts';
import type { Scenario } from './scenario.ts';

const MINUTE_MS = 60_000;

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
export const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const incidentIdOf = ({ key }: Scenario): string => `INC-2026-02-18-${key}`;
const eventIdOf = ({ key }: Scenario, index: number): string =>
  `0:4966${Number.parseInt(hexOf(key).slice(0, 8), 16)}:${index}`;

/** RFC 3339 UTC, so many seconds after the scenario began. */
export const at = ({ minutesAgo }: Scenario, seconds: number, now: number): string =>
  new Date(now - minutesAgo * MINUTE_MS - 20_000 + seconds * 1_000).toISOString();

export const alertsOf = (scenario: Scenario, now: number): Alert[] =>
  Array.from({ length: scenario.alerts }, (_, index) => {
    const { rule, technique, tenant, title, entities, lines, source, band } = scenario;
    const timestamp = at(scenario, index * 4, now);
    const line = lines[Math.min(index, lines.length - 1)] ?? '';
    return Alert.parse({
      id: `${Date.parse(timestamp)}.${hexOf(`${scenario.key}${index}`).slice(0, 16)}`,
      tenant,
      timestamp,
      receivedAt: timestamp,
      rule: {
        id: rule.id,
        level: rule.level,
        description: title,
        groups: rule.groups,
        mitre: { id: [technique[0]], technique: [technique[1]], tactic: [technique[2]] },
      },
      decoder: { name: 'json' },
      agent: { name: 'cbs-app-01' },
      location: source,
      data: Object.fromEntries(entities.map(({ kind, value }) => [kind, value])),
      full_log: line,
      severity: band,
      entities,
      event_ids: Array.from({ length: index === 0 ? 3 : 1 }, (__, event) => eventIdOf(scenario, index * 10 + event)),
      ruleset_version: '3f9a1c',
      source,
      trust: 'medium',
    });
  });

export const incidentOf = (scenario: Scenario, now: number): Incident =>
  Incident.parse({
    incident_id: incidentIdOf(scenario),
    tenant: scenario.tenant,
    status: scenario.status,
    revision: scenario.status === 'executed' ? 2 : 1,
    title: scenario.title,
    severity: scenario.rule.level,
    band: scenario.band,
    alert_count: scenario.alerts,
    rule_ids: [scenario.rule.id],
    mitre_techniques: [scenario.technique[0]],
    mitre_tactics: [scenario.technique[2]],
    entities: scenario.entities,
    first_event_at: at(scenario, 0, now),
    last_event_at: at(scenario, (scenario.alerts - 1) * 4, now),
    created_at: at(scenario, 1, now),
    updated_at: at(scenario, 6, now),
  });

/** Evidence with a proof that holds; `forged` breaks it. */
export const evidenceOf = (id: string, raw: string, receivedAt: string, source: string, forged: boolean): Evidence => {
  const entries = Array.from({ length: 13 }, (_, line) =>
    JSON.stringify({ position: `0:1:${line}`, receivedAt, raw: line === 5 ? raw : `another line ${line}` }),
  );
  const leaves = entries.map((entry) => leafHash(Buffer.from(entry), sha256));
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return {
    id,
    key: 'logs/tenant=acme-bank/date=2026-02-18/hour=10/0-4966-4979.13.ndjson.gz',
    offset: 0,
    length: 812,
    raw,
    encoding: 'utf8',
    received_at: receivedAt,
    source,
    entry: entries[5] ?? '',
    merkle_root: forged ? hexOf('forged') : hex(merkleRoot(leaves, sha256)),
    proof: inclusionProof(leaves, 5, sha256).map(hex),
    index: 5,
    lines: 13,
    masked: [],
  };
};

export const assessmentOf = (scenario: Scenario, alerts: readonly Alert[]): Assessment => {
  const incident_id = incidentIdOf(scenario);
  if (scenario.status === 'scoring') return { incident_id, revision: 1 };
  const evidence = alerts.slice(0, 2).map(({ id }) => id);
  const severity = Math.min(1, scenario.rule.level / 13);
  const factor = (name: 'severity' | 'asset' | 'rarity', weight: number, value: number, reason: string) => ({
    name,
    weight,
    value,
    reason,
    evidence,
  });
  return {
    incident_id,
    revision: 1,
    score: {
      risk_score: Math.round((0.5 * severity + 0.3 * 0.8 + 0.2 * 0.6) * 100),
      confidence: 0.72,
      anomaly_flags: ['rare_address'],
      factors: [
        factor('severity', 0.5, severity, `The highest rule level of its alerts is ${scenario.rule.level} of 16.`),
        factor('asset', 0.3, 0.8, 'It touches Core banking, tier 8 of 10.'),
        factor('rarity', 0.2, 0.6, 'The address was in none of the alerts of the 30 days before.'),
      ],
      limits: ['No baseline of behaviour yet: rarity counts alerts only.'],
    },
    enrichment: {
      assets: [
        {
          asset_id: 'core-banking',
          name: 'Core banking',
          tier: 8,
          business_impact: 'Payments and account access stop',
          owner: 'Core platform team',
          entities: [...scenario.entities],
        },
      ],
      asset_criticality: 8,
      business_impact: ['Payments and account access stop'],
      cve_matches: [
        {
          cve_id: 'CVE-2021-26855',
          name: 'Microsoft Exchange Server Remote Code Execution Vulnerability',
          product: 'Microsoft Exchange Server',
          asset_id: 'core-banking',
          due_date: '2021-04-16',
          ransomware: true,
          required_action: 'Apply updates per vendor instructions.',
          certainty: 'product-level, version unconfirmed',
        },
      ],
      techniques: [
        {
          technique_id: scenario.technique[0],
          name: scenario.technique[1],
          tactics: [scenario.technique[2]],
          url: `https://attack.mitre.org/techniques/${scenario.technique[0].replace('.', '/')}`,
          evidence,
        },
      ],
      threat_intel: { ip_reputation: 'unknown', known_threats: [] },
      sources: ['kev 2025.08.25', 'attack 17.1'],
      limits: ['The version of Microsoft Exchange Server is not in the inventory.'],
    },
  };
};
