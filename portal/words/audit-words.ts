import type { AuditKind, Notification } from '../../domain/model/response.ts';

export const AUDIT_KINDS: Readonly<Record<AuditKind, string>> = {
  plan_created: 'Plan written',
  plan_voided: 'Plan replaced',
  plan_shadowed: 'Plan recorded only',
  approval_requested: 'Approval requested',
  approval_granted: 'Approved',
  approval_denied: 'Denied',
  approval_expired: 'Approval expired',
  automation_decided: 'Automation decided',
  action_rejected: 'Action refused',
  action_shadowed: 'Action recorded only',
  action_executed: 'Action carried out',
  action_verified: 'Action verified',
  action_failed: 'Action failed',
  action_rolled_back: 'Action taken back',
  rollback_requested: 'Rollback requested',
  kill_switch_engaged: 'Kill switch engaged',
  kill_switch_released: 'Kill switch released',
  escalated: 'Escalated to a person',
  report_created: 'Report created',
};

export const NOTIFICATION_KINDS: Readonly<Record<Notification['kind'], string>> = {
  post_action: 'After an action',
  crisis: 'Crisis',
  approval_needed: 'Approval needed',
  escalation: 'Escalation',
  report: 'Report',
};
