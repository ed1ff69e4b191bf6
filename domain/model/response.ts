import { z } from 'zod';
import { ActionType } from './plan.ts';

/** What an action has come to. `shadowed`: recorded and not done; `rejected`: its precheck said no. */
export const ActionStatus = z.enum([
  'planned',
  'shadowed',
  'rejected',
  'executing',
  'verified',
  'failed',
  'rolling_back',
  'rolled_back',
]);
export type ActionStatus = z.infer<typeof ActionStatus>;

/** An action of a plan on its way. */
export const ResponseAction = z.object({
  /** `<playbook id>/<key>` */
  action_id: z.string(),
  playbook_id: z.string(),
  incident_id: z.string(),
  action_type: ActionType,
  target: z.string(),
  status: ActionStatus,
  /** How much it touches, in words: `1 address in acme-bank's blocked set`. */
  blast_radius: z.string().optional(),
  /** The state before, as its adapter wrote it; what a rollback goes by. */
  snapshot: z.unknown().optional(),
  /** What happened, in a sentence. */
  detail: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ResponseAction = z.infer<typeof ResponseAction>;

export const ApprovalStatus = z.enum(['pending', 'approved', 'denied', 'expired', 'voided']);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** A person's decision on a plan, or the wait for it. The task token that it resumes never leaves the store. */
export const Approval = z.object({
  playbook_id: z.string(),
  incident_id: z.string(),
  plan_hash: z.string(),
  status: ApprovalStatus,
  requested_at: z.string(),
  expires_at: z.string(),
  decided_at: z.string().optional(),
  decided_by: z.string().optional(),
  comment: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

export const AuditKind = z.enum([
  'plan_created',
  'plan_voided',
  'plan_shadowed',
  'approval_requested',
  'approval_granted',
  'approval_denied',
  'approval_expired',
  'automation_decided',
  'action_rejected',
  'action_shadowed',
  'action_executed',
  'action_verified',
  'action_failed',
  'action_rolled_back',
  'rollback_requested',
  'kill_switch_engaged',
  'kill_switch_released',
  'escalated',
  'report_created',
]);
export type AuditKind = z.infer<typeof AuditKind>;

/** An entry of a tenant's audit chain. */
export const AuditEntry = z.object({
  /** 1, 2, … without a gap, per tenant. */
  sequence: z.number().int().min(1),
  at: z.string(),
  /** `user:<subject>` or `system:<step>`. */
  actor: z.string(),
  kind: AuditKind,
  /** The id of what it is about: incident, plan or action. */
  subject: z.string(),
  incident_id: z.string().optional(),
  /** Flat, canonical JSON goes into the hash. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Hash of the entry before; 64 zeros for the first. */
  previous_hash: z.string(),
  /** SHA-256 of the canonical JSON (RFC 8785) of all above, with the tenant. */
  hash: z.string(),
  /** KMS signature over the hash, base64, and the key that made it. */
  signature: z.string(),
  key_id: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const Notification = z.object({
  notification_id: z.string(),
  kind: z.enum(['post_action', 'crisis', 'approval_needed', 'escalation', 'report']),
  incident_id: z.string().optional(),
  title: z.string(),
  body: z.string(),
  created_at: z.string(),
});
export type Notification = z.infer<typeof Notification>;

/** Metadata of a report; the files lie in S3. */
export const Report = z.object({
  /** `RPT-<kind>-<day>`; of a day that is not over `RPT-<kind>-<day>-to-<HHMM>` */
  report_id: z.string(),
  kind: z.enum(['daily']),
  period_start: z.string(),
  period_end: z.string(),
  created_at: z.string(),
  files: z.array(
    z.object({ format: z.enum(['html', 'pdf']), key: z.string(), bytes: z.number().int(), sha256: z.string() }),
  ),
});
export type Report = z.infer<typeof Report>;
