import type { Alert } from '../../domain/model/alert.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { AuditEntry, AuditKind, Notification } from '../../domain/model/response.ts';
import type { Assessment, Automation, Playbook } from '../api/types.ts';
import { alertsOf, assessmentOf, incidentOf } from './invented.ts';
import { auditEntryOf, auditOf, notificationsOf, playbooksOf } from './invented-response.ts';
import { type MockCognito, newCognito } from './mock-cognito.ts';
import type { MockHunt } from './mock-hunts.ts';
import type { Scenario } from './scenario.ts';

/** One incident and all that belongs to it. */
export type Case = {
  incident: Incident;
  readonly alerts: readonly Alert[];
  readonly assessment: Assessment;
  playbooks: Playbook[];
  audit: AuditEntry[];
  readonly notifications: readonly Notification[];
};

export type MockState = {
  readonly cases: Case[];
  readonly automation: Map<string, Automation>;
  readonly cognito: MockCognito;
  readonly hunts: MockHunt[];
};

const caseOf = (scenario: Scenario, now: number): Case => {
  const alerts = alertsOf(scenario, now);
  const playbooks = playbooksOf(scenario, alerts, now);
  return {
    incident: incidentOf(scenario, now),
    alerts,
    assessment: assessmentOf(scenario, alerts),
    playbooks,
    audit: auditOf(scenario, playbooks, now),
    notifications: notificationsOf(scenario, playbooks, now),
  };
};

export const newState = (scenarios: readonly Scenario[], now: number): MockState => ({
  cases: scenarios.map((scenario) => caseOf(scenario, now)),
  automation: new Map([
    ['acme-bank', { mode: 'matrix', kill_switch: false, approval_minutes: 60 }],
    ['globex-bank', { mode: 'human', kill_switch: false, approval_minutes: 60 }],
  ]),
  cognito: newCognito(),
  hunts: [],
});

/** Another incident, as detection would bring it. */
export const addCase = ({ cases }: MockState, scenario: Scenario, now: number): void => {
  cases.push(caseOf(scenario, now));
};

const note = (found: Case, subject: string, kind: AuditKind, actor: string, detail: Record<string, string>): void => {
  const sequence = (found.audit.at(-1)?.sequence ?? 40) + 1;
  const entry = auditEntryOf(found.incident.incident_id, subject, sequence, new Date().toISOString(), {
    kind,
    actor,
    detail,
  });
  found.audit = [...found.audit, entry];
};

/** Takes a decision as the platform would; the reason where it does not. */
export const decide = (
  found: Case,
  decision: { plan_hash: string; decision: 'approved' | 'denied'; comment?: string | undefined },
  subject: string,
): string | undefined => {
  const [newest, ...older] = found.playbooks;
  if (!newest?.approval) return 'This plan does not wait for a decision.';
  const { plan, approval } = newest;
  if (approval.status !== 'pending') return `The plan was ${approval.status} before.`;
  if (plan.plan_hash !== decision.plan_hash) return 'The plan has changed since you saw it: read it again.';
  const approved = decision.decision === 'approved';
  const now = new Date().toISOString();
  const ids = { playbook_id: plan.playbook_id, incident_id: plan.incident_id };
  const actions = plan.soar_actions.flatMap(({ key, action_type, target, auto_execute }) =>
    approved && auto_execute
      ? [
          {
            ...ids,
            action_id: `${plan.playbook_id}/${key}`,
            action_type,
            target,
            status: 'verified' as const,
            blast_radius: `1 address in ${found.incident.tenant}'s blocked set`,
            detail: 'The address is in the set.',
            created_at: now,
            updated_at: now,
          },
        ]
      : [],
  );
  const { comment } = decision;
  const settled = {
    ...approval,
    status: decision.decision,
    decided_at: now,
    decided_by: subject,
    ...(comment && { comment }),
  };
  found.playbooks = [
    { plan: { ...plan, status: approved ? 'executed' : 'denied' }, approval: settled, actions },
    ...older,
  ];
  found.incident = { ...found.incident, status: approved ? 'executed' : 'denied', updated_at: now };
  note(found, plan.playbook_id, approved ? 'approval_granted' : 'approval_denied', `user:${subject}`, {
    comment: comment ?? '',
  });
  for (const { action_id, target } of actions) note(found, action_id, 'action_verified', 'system:respond', { target });
  return undefined;
};

/** Takes an action back; the reason where it cannot be. */
export const rollBack = (found: Case, actionId: string, subject: string): string | undefined => {
  const action = found.playbooks.flatMap(({ actions }) => actions).find(({ action_id }) => action_id === actionId);
  if (action?.status !== 'verified')
    return `The action is ${action?.status ?? 'unknown'}: there is nothing to take back.`;
  const now = new Date().toISOString();
  const taken = {
    ...action,
    status: 'rolled_back' as const,
    detail: 'The address is out of the set.',
    updated_at: now,
  };
  found.playbooks = found.playbooks.map((playbook) => ({
    ...playbook,
    actions: playbook.actions.map((other) => (other === action ? taken : other)),
  }));
  found.incident = { ...found.incident, status: 'rolled_back', updated_at: now };
  note(found, actionId, 'action_rolled_back', `user:${subject}`, { target: action.target });
  return undefined;
};
