import { z } from 'zod';
import { Band } from './alert.ts';
import { Entity } from './entity.ts';
import { TenantId } from './tenant.ts';

/** The states of an incident (docs/architecture.md has the table of transitions). */
export const IncidentStatus = z.enum([
  'new',
  'scoring',
  'enriching',
  'planning',
  'pending_approval',
  'approved',
  'executing',
  'executed',
  'denied',
  'expired',
  'failed',
  'rolled_back',
  'recorded',
  'closed',
]);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

export const Incident = z.object({
  /** `INC-YYYY-MM-DD-<10 base32 characters>`, derived from tenant and first alert, so that a redelivery opens nothing twice. */
  incident_id: z.string(),
  tenant: TenantId,
  status: IncidentStatus,
  revision: z.number().int().min(1),
  title: z.string(),
  /** The highest rule level of its alerts. */
  severity: z.number().int(),
  band: Band,
  alert_count: z.number().int(),
  rule_ids: z.array(z.string()),
  mitre_techniques: z.array(z.string()),
  mitre_tactics: z.array(z.string()),
  entities: z.array(Entity),
  first_event_at: z.string(),
  last_event_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Set where this incident was found to be part of another one. */
  merged_into: z.string().optional(),
});
export type Incident = z.infer<typeof Incident>;
