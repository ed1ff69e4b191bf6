import type { Alert } from '../../domain/model/alert.ts';
import type { IncidentStatus } from '../../domain/model/incident.ts';
import { Plan, type PlanStatement, type PlanStatus } from '../../domain/model/plan.ts';
import { Approval, AuditEntry, type AuditKind, Notification, ResponseAction } from '../../domain/model/response.ts';
import type { Playbook } from '../api/types.ts';
import { at, hexOf, incidentIdOf } from './invented.ts';
import type { Scenario } from './scenario.ts';

const PLAN_STATUS: Readonly<Partial<Record<IncidentStatus, PlanStatus>>> = {
  pending_approval: 'pending_approval',
  executed: 'executed',
  rolled_back: 'rolled_back',
  failed: 'failed',
  denied: 'denied',
};

const HOUR_SECONDS = 3_600;
const APPROVER = 'user:sub-approver@acme-bank.example';

const planOf = (
  scenario: Scenario,
  alerts: readonly Alert[],
  status: PlanStatus,
  revision: number,
  now: number,
): Plan => {
  const incident_id = incidentIdOf(scenario);
  const playbook_id = `${incident_id.replace('INC', 'PB')}-r${revision}`;
  const evidence = alerts.slice(0, 3).map(({ id }) => id);
  const ip = scenario.entities.find(({ kind }) => kind === 'ip')?.value;
  const who = scenario.entities[0]?.value ?? 'the entity';
  const say = (section: PlanStatement['section'], text: string): PlanStatement => ({ section, text, evidence });
  const statements = [
    say(
      'analysis',
      `${scenario.alerts} alerts of rule ${scenario.rule.id} name ${who}; the first came at ${at(scenario, 0, now).slice(11, 19)} UTC.`,
    ),
    say('analysis', `The pattern fits ${scenario.technique[1]} (${scenario.technique[0]}).`),
    say('phase_1_contain', ip ? `Block ${ip} at the edge of the network.` : `Suspend what ${who} can do.`),
    say('phase_1_contain', 'Keep the logs of the last 24 hours from rotation.'),
    say('phase_2_investigate', `Read what ${who} did in the hour before and after.`),
    say('phase_2_investigate', 'Look for the same address in other tenants’ edge logs.'),
    say('phase_3_remediate', `Reset the credentials of ${who} and ask for a second factor.`),
    say('phase_4_recover', 'Take the block back once the owner of the address is known.'),
  ];
  const text = (section: PlanStatement['section']) =>
    statements.flatMap((statement) => (statement.section === section ? [statement.text] : [])).join(' ');
  return Plan.parse({
    playbook_id,
    incident_id,
    revision,
    status,
    priority: scenario.band,
    response_plan: {
      phase_1_contain: text('phase_1_contain'),
      phase_2_investigate: text('phase_2_investigate'),
      phase_3_remediate: text('phase_3_remediate'),
      phase_4_recover: text('phase_4_recover'),
    },
    soar_actions: [
      ...(ip
        ? [
            {
              action_type: 'block_ip',
              target: ip,
              reason: `All ${scenario.alerts} alerts came from it.`,
              auto_execute: true,
            },
          ]
        : []),
      {
        action_type: 'reset_password',
        target: who,
        reason: 'Its credentials are known to somebody else.',
        auto_execute: false,
      },
    ].map((action, index) => ({ ...action, key: `a${index + 1}`, severity: scenario.band, evidence })),
    executive_summary: scenario.summary,
    llm_confidence: 0.9,
    statements,
    planner: 'template 1',
    plan_hash: hexOf(`${playbook_id}${revision}`),
    created_at: at(scenario, 5, now),
  });
};

const approvalOf = (scenario: Scenario, plan: Plan, now: number): Approval | undefined => {
  const asked = {
    playbook_id: plan.playbook_id,
    incident_id: plan.incident_id,
    plan_hash: plan.plan_hash,
    requested_at: at(scenario, 6, now),
    expires_at: at(scenario, 6 + HOUR_SECONDS, now),
  };
  const decided = { decided_at: at(scenario, 95, now), decided_by: APPROVER };
  if (plan.status === 'pending_approval') return Approval.parse({ ...asked, status: 'pending' });
  if (plan.status === 'voided') return Approval.parse({ ...asked, status: 'voided' });
  if (plan.status === 'denied') {
    return Approval.parse({
      ...asked,
      ...decided,
      status: 'denied',
      comment: 'This is our own scanner.\nSee change 4711.',
    });
  }
  return undefined;
};

const actionsOf = (scenario: Scenario, plan: Plan, now: number): ResponseAction[] => {
  const done = { executed: 'verified', rolled_back: 'rolled_back', failed: 'failed' } as const;
  const status =
    plan.status === 'executed' || plan.status === 'rolled_back' || plan.status === 'failed'
      ? done[plan.status]
      : undefined;
  if (!status) return [];
  return plan.soar_actions.flatMap(({ key, action_type, target, auto_execute }) =>
    auto_execute
      ? [
          ResponseAction.parse({
            action_id: `${plan.playbook_id}/${key}`,
            playbook_id: plan.playbook_id,
            incident_id: plan.incident_id,
            action_type,
            target,
            status,
            blast_radius: `1 address in ${scenario.tenant}'s blocked set`,
            detail: 'The address is in the set.',
            created_at: at(scenario, 8, now),
            updated_at: at(scenario, 10, now),
          }),
        ]
      : [],
  );
};

/** The plans of a scenario, the newest first. */
export const playbooksOf = (scenario: Scenario, alerts: readonly Alert[], now: number): Playbook[] => {
  const status = PLAN_STATUS[scenario.status];
  if (!status) return [];
  const plans =
    status === 'executed'
      ? [planOf(scenario, alerts, status, 2, now), planOf(scenario, alerts, 'voided', 1, now)]
      : [planOf(scenario, alerts, status, 1, now)];
  return plans.map((plan) => {
    const approval = approvalOf(scenario, plan, now);
    return { plan, actions: actionsOf(scenario, plan, now), ...(approval && { approval }) };
  });
};

export type Kept = { readonly kind: AuditKind; readonly actor: string; readonly detail: Record<string, string> };

/** An entry that follows another; hash and signature are invented. */
export const auditEntryOf = (
  incidentId: string,
  subject: string,
  sequence: number,
  moment: string,
  kept: Kept,
): AuditEntry =>
  AuditEntry.parse({
    sequence,
    at: moment,
    actor: kept.actor,
    kind: kept.kind,
    subject,
    incident_id: incidentId,
    detail: kept.detail,
    previous_hash: hexOf(`${incidentId}${sequence - 1}`),
    hash: hexOf(`${incidentId}${sequence}`),
    signature: 'MEUCIQDxinvented',
    key_id: 'arn:aws:kms:eu-central-1:000000000000:key/0d990263-018e-4e65-a703-eff731de951e',
  });

export const auditOf = (scenario: Scenario, playbooks: readonly Playbook[], now: number): AuditEntry[] => {
  const [newest] = playbooks;
  if (!newest) return [];
  const { playbook_id, plan_hash } = newest.plan;
  const entries: Kept[] = [
    { kind: 'plan_created', actor: 'system:plan', detail: { plan_hash, planner: 'template 1' } },
    { kind: 'automation_decided', actor: 'system:approve', detail: { mode: 'matrix', band: scenario.band } },
    ...(newest.approval
      ? [{ kind: 'approval_requested' as const, actor: 'system:approve', detail: { minutes: '60' } }]
      : []),
    ...(newest.approval?.status === 'denied'
      ? [{ kind: 'approval_denied' as const, actor: APPROVER, detail: { comment: newest.approval.comment ?? '' } }]
      : []),
    ...newest.actions.flatMap(({ target }): Kept[] => [
      { kind: 'action_executed', actor: 'system:respond', detail: { target } },
      { kind: 'action_verified', actor: 'system:respond', detail: { target } },
    ]),
  ];
  return entries.map((kept, index) =>
    auditEntryOf(incidentIdOf(scenario), playbook_id, 41 + index, at(scenario, 5 + index, now), kept),
  );
};

export const notificationsOf = (scenario: Scenario, playbooks: readonly Playbook[], now: number): Notification[] =>
  playbooks.slice(0, 1).map(({ plan, approval }) => {
    const waits = approval?.status === 'pending';
    return Notification.parse({
      notification_id: `${scenario.key}/${plan.playbook_id}`,
      kind: waits ? 'approval_needed' : plan.status === 'failed' ? 'escalation' : 'post_action',
      incident_id: plan.incident_id,
      title: waits ? 'A plan waits for you' : plan.status === 'failed' ? 'A step failed' : 'An action was carried out',
      body: `${plan.playbook_id}: ${plan.soar_actions.map(({ target }) => target).join(', ')}`,
      created_at: at(scenario, 7, now),
    });
  });
