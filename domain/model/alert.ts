import { z } from 'zod';
import { Entity } from './entity.ts';
import { EventId } from './position.ts';
import { TenantId } from './tenant.ts';

export const Mitre = z.object({
  id: z.array(z.string()),
  tactic: z.array(z.string()),
  technique: z.array(z.string()),
});
export type Mitre = z.infer<typeof Mitre>;

/** Severity of the seeds: 1–3 LOW, 4–6 MEDIUM, 7–9 HIGH, 10 and more CRITICAL. */
export const Band = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export type Band = z.infer<typeof Band>;

export const bandOf = (level: number): Band =>
  level >= 10 ? 'CRITICAL' : level >= 7 ? 'HIGH' : level >= 4 ? 'MEDIUM' : 'LOW';

/** An alert in the shape of Wazuh's alerts.json, with the identity of what caused it. */
export const Alert = z.object({
  /** `<epoch milliseconds of the event>.<16 hex of SHA-256 over tenant, rule id, event id>`: the same for every redelivery. */
  id: z.string().regex(/^\d{1,15}\.[0-9a-f]{16}$/),
  tenant: TenantId,
  /** Time of the event that fired the rule, RFC 3339 UTC. */
  timestamp: z.string(),
  /** When the edge took the line that fired the rule. */
  receivedAt: z.string(),
  rule: z.object({
    id: z.string(),
    level: z.number().int().min(0).max(16),
    description: z.string(),
    groups: z.array(z.string()),
    mitre: Mitre,
    frequency: z.number().int().optional(),
  }),
  decoder: z.object({ name: z.string().optional(), parent: z.string().optional() }),
  agent: z.object({ name: z.string() }),
  location: z.string(),
  /** The fields that the decoder found, dotted names. */
  data: z.record(z.string(), z.string()),
  full_log: z.string(),
  severity: Band,
  entities: z.array(Entity),
  /** The events that the alert rests on: the firing one last. Bounded to 100. */
  event_ids: z.array(EventId),
  ruleset_version: z.string(),
  source: z.string(),
  trust: z.enum(['high', 'medium', 'low']),
});
export type Alert = z.infer<typeof Alert>;
