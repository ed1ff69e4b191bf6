import { z } from 'zod';
import type { Alert } from '../model/alert.ts';
import { Entity } from '../model/entity.ts';
import type { Hasher } from '../model/hashing.ts';
import { EventId } from '../model/position.ts';
import { TenantId } from '../model/tenant.ts';
import { HuntChange } from './change.ts';
import type { HuntedAlert } from './compare.ts';
import { HuntCounts } from './counts.ts';

/** `queued` → `running` → `done`, `failed` or `cancelled`. */
export const HuntStatus = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type HuntStatus = z.infer<typeof HuntStatus>;

export const OPEN: readonly HuntStatus[] = ['queued', 'running'];

/** A hunt that was asked for through the API: always a preview, a comparison with the current rules. */
export const Hunt = z.object({
  /** `HUNT-YYYY-MM-DD-<12 hex digits>` */
  hunt_id: z.string(),
  tenant: TenantId,
  status: HuntStatus,
  change: HuntChange,
  /** Event time, RFC 3339 UTC; `to` is not included. */
  from: z.string(),
  to: z.string(),
  created_at: z.string(),
  created_by: z.string(),
  updated_at: z.string(),
  /** What the archive holds for the period, once that is known. */
  plan: z.object({ objects: z.number().int(), bytes: z.number().int() }).optional(),
  counts: HuntCounts,
  /** The current rules that the change was compared with. */
  ruleset_version: z.string().optional(),
  /** What the change would have done, in a sentence; once done. */
  preview: z.string().optional(),
  /** Why it failed, and what to do. */
  error: z.string().max(4_000).optional(),
});
export type Hunt = z.infer<typeof Hunt>;

/** An alert of a hunt as it is kept. */
export const HuntAlert = z.object({
  /** `found`: of the hunt's rules, and the current rules raise it too. */
  change: z.enum(['found', 'added', 'removed']),
  alert_id: z.string(),
  event_id: EventId,
  timestamp: z.string(),
  rule_id: z.string(),
  level: z.number().int(),
  description: z.string(),
  entities: z.array(Entity),
  /** The beginning of the line. */
  line: z.string(),
});
export type HuntAlert = z.infer<typeof HuntAlert>;

const LINE_KEPT = 1_000;
const DESCRIPTION_KEPT = 1_000;
const ENTITIES_KEPT = 20;

export const huntAlertOf = ({ change, alert }: HuntedAlert): HuntAlert => ({
  change,
  alert_id: alert.id,
  event_id: eventOf(alert),
  timestamp: alert.timestamp,
  rule_id: alert.rule.id,
  level: alert.rule.level,
  description: alert.rule.description.slice(0, DESCRIPTION_KEPT),
  entities: alert.entities.slice(0, ENTITIES_KEPT),
  line: alert.full_log.slice(0, LINE_KEPT),
});

const eventOf = ({ id, event_ids }: Alert): EventId => {
  const event = event_ids.at(-1);
  if (event === undefined) throw new Error(`alert ${id} names no event`);
  return event;
};

/** The same request at the same instant has the same id. `now`: milliseconds. */
export const huntIdOf = (hasher: Hasher, tenant: TenantId, actor: string, change: HuntChange, now: number): string =>
  `HUNT-${new Date(now).toISOString().slice(0, 10)}-${hasher.sha256(JSON.stringify([tenant, actor, change, now])).slice(0, 12)}`;
