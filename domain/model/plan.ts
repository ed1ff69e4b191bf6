import { z } from 'zod';
import { Band } from './alert.ts';

/** The response actions of the seeds; a response adapter stands behind each that can be executed. */
export const ActionType = z.enum([
  'block_ip',
  'disable_account',
  'isolate_host',
  'reset_password',
  'revoke_token',
  'network_segment_isolation',
]);
export type ActionType = z.infer<typeof ActionType>;

export const PlanStatus = z.enum([
  'pending_approval',
  'approved',
  'denied',
  'expired',
  'voided',
  'shadowed',
  'executing',
  'executed',
  'failed',
  'rolled_back',
]);
export type PlanStatus = z.infer<typeof PlanStatus>;

export const PlannedAction = z.object({
  /** Unique in the plan: `a1`, `a2`, … */
  key: z.string().regex(/^a\d{1,3}$/),
  action_type: ActionType,
  target: z.string().min(1).max(512),
  reason: z.string(),
  severity: Band,
  /** Whether an adapter can do it; otherwise it is advice for a person. */
  auto_execute: z.boolean(),
  evidence: z.array(z.string()).min(1),
});
export type PlannedAction = z.infer<typeof PlannedAction>;

export const PLAN_SECTIONS = [
  'analysis',
  'phase_1_contain',
  'phase_2_investigate',
  'phase_3_remediate',
  'phase_4_recover',
  'executive_summary',
] as const;

/** One sentence of the plan with the ids of alerts, events, assets or CVEs that it rests on. */
export const PlanStatement = z.object({
  section: z.enum(PLAN_SECTIONS),
  text: z.string(),
  evidence: z.array(z.string()).min(1),
});
export type PlanStatement = z.infer<typeof PlanStatement>;

/** The seeds' playbook, with its statements and their evidence. Everything but `status` is covered by `plan_hash`. */
export const Plan = z.object({
  /** `PB-…`: the incident's id with `INC` replaced, and `-r<revision>`. */
  playbook_id: z.string(),
  incident_id: z.string(),
  revision: z.number().int().min(1),
  status: PlanStatus,
  priority: Band,
  response_plan: z.object({
    phase_1_contain: z.string(),
    phase_2_investigate: z.string(),
    phase_3_remediate: z.string(),
    phase_4_recover: z.string(),
  }),
  soar_actions: z.array(PlannedAction),
  executive_summary: z.string(),
  llm_confidence: z.number().min(0).max(1),
  statements: z.array(PlanStatement),
  /** `template 1` or the model that wrote it. */
  planner: z.string(),
  /** SHA-256 of the canonical JSON (RFC 8785) of all but `status` and this. */
  plan_hash: z.string().regex(/^[0-9a-f]{64}$/),
  created_at: z.string(),
});
export type Plan = z.infer<typeof Plan>;

export const playbookIdOf = (incidentId: string, revision: number): string =>
  `${incidentId.replace(/^INC-/, 'PB-')}-r${revision}`;
