import type { Band } from '../../model/alert.ts';
import type { Entity } from '../../model/entity.ts';
import type { Incident } from '../../model/incident.ts';
import { TenantId } from '../../model/tenant.ts';
import type { NotableIncident, ReportFigures } from '../figures.ts';

const ACME = TenantId.parse('acme-bank');

/** What an attacker might write into a log. */
export const HOSTILE = '<img src=x onerror=alert(1)>\u202Egnp.exe';

const incidentOf = (
  n: number,
  band: Band,
  title: string,
  entities: Entity[],
  changes: Partial<Incident> = {},
): Incident => ({
  incident_id: `INC-2026-02-18-A${String(n).padStart(9, '0')}`,
  tenant: ACME,
  status: 'executed',
  revision: 1,
  title,
  severity: { LOW: 3, MEDIUM: 5, HIGH: 8, CRITICAL: 12 }[band],
  band,
  alert_count: 10 * n,
  rule_ids: ['100100'],
  mitre_techniques: ['T1110.001', 'T1078'],
  mitre_tactics: ['Credential Access'],
  entities,
  first_event_at: `2026-02-18T0${n}:12:05.000Z`,
  last_event_at: `2026-02-18T0${n}:48:30.000Z`,
  created_at: `2026-02-18T0${n}:12:07.000Z`,
  updated_at: `2026-02-18T0${n}:50:00.000Z`,
  ...changes,
});

const actionOf = (
  incident: Incident,
  status: 'verified' | 'failed' | 'rolled_back',
  target: string,
  detail: string,
) => ({
  action_id: `PB/${incident.incident_id}/a1`,
  playbook_id: `${incident.incident_id.replace('INC', 'PB')}-r1`,
  incident_id: incident.incident_id,
  action_type: 'block_ip' as const,
  target,
  status,
  detail,
  created_at: incident.created_at,
  updated_at: incident.updated_at,
});

const approvalOf = (incident: Incident, status: 'approved' | 'expired' | 'pending') => ({
  playbook_id: `${incident.incident_id.replace('INC', 'PB')}-r1`,
  incident_id: incident.incident_id,
  plan_hash: '0'.repeat(64),
  status,
  requested_at: incident.created_at,
  expires_at: '2026-02-18T09:12:00.000Z',
  ...(status === 'approved' && {
    decided_at: '2026-02-18T03:31:00.000Z',
    decided_by: 'user:1',
    comment: 'Known scanner, block it.',
  }),
});

const planOf = (incident: Incident, summary: string): NonNullable<NotableIncident['plan']> => ({
  playbook_id: `${incident.incident_id.replace('INC', 'PB')}-r1`,
  incident_id: incident.incident_id,
  revision: 1,
  status: 'executed',
  priority: incident.band,
  response_plan: { phase_1_contain: '', phase_2_investigate: '', phase_3_remediate: '', phase_4_recover: '' },
  soar_actions: [],
  executive_summary: summary,
  llm_confidence: 0.7,
  statements: [],
  planner: 'template 1',
  plan_hash: '0'.repeat(64),
  created_at: incident.created_at,
});

const critical = incidentOf(
  1,
  'CRITICAL',
  'Privileged sign-in after many failed logins (address 198.51.100.23 and 3 more)',
  [
    { kind: 'ip', value: '198.51.100.23' },
    { kind: 'user', value: 'svc-payments' },
    { kind: 'host', value: 'cbs-app-01' },
    { kind: 'host', value: 'cbs-db-02' },
    { kind: 'account', value: '4711' },
  ],
);
const high = incidentOf(3, 'HIGH', `Several failed logins with ${HOSTILE} (user)`, [{ kind: 'user', value: HOSTILE }], {
  mitre_techniques: ['T1110'],
});
const medium = incidentOf(8, 'MEDIUM', 'Card export outside of working hours (user m.keller)', [
  { kind: 'user', value: 'm.keller' },
]);

/** A day as a bank might have it, with hostile text and some trouble. */
export const busyDay = (changes: Partial<ReportFigures> = {}): ReportFigures => ({
  tenant: { id: ACME, name: 'Acme Bank' },
  period: {
    reportId: 'RPT-daily-2026-02-18',
    from: '2026-02-18T00:00:00.000Z',
    to: '2026-02-19T00:00:00.000Z',
    isWhole: true,
  },
  createdAt: '2026-02-19T01:00:04.000Z',
  policy: { mode: 'matrix', killSwitch: false },
  incidents: {
    hours: [
      { hour: '2026-02-18T01:00:00.000Z', band: 'CRITICAL', count: 1 },
      { hour: '2026-02-18T03:00:00.000Z', band: 'HIGH', count: 2 },
      { hour: '2026-02-18T08:00:00.000Z', band: 'MEDIUM', count: 6 },
      { hour: '2026-02-18T08:00:00.000Z', band: 'LOW', count: 3 },
      { hour: '2026-02-18T14:00:00.000Z', band: 'MEDIUM', count: 2 },
    ],
    statuses: [
      { band: 'CRITICAL', status: 'executed', count: 1 },
      { band: 'HIGH', status: 'executed', count: 1 },
      { band: 'HIGH', status: 'failed', count: 1 },
      { band: 'MEDIUM', status: 'pending_approval', count: 2 },
      { band: 'MEDIUM', status: 'denied', count: 1 },
      { band: 'MEDIUM', status: 'executed', count: 5 },
      { band: 'LOW', status: 'expired', count: 3 },
    ],
    openedBefore: 11,
    techniques: [
      { techniqueId: 'T1110.001', incidents: 7 },
      { techniqueId: 'T1078', incidents: 5 },
      { techniqueId: 'T1567', incidents: 1 },
    ],
    entities: [
      { entity: { kind: 'ip', value: '198.51.100.23' }, incidents: 4 },
      { entity: { kind: 'user', value: HOSTILE }, incidents: 2 },
      { entity: { kind: 'host', value: 'cbs-app-01' }, incidents: 1 },
    ],
    notable: [critical.incident_id, high.incident_id, medium.incident_id],
    waitingPlans: 2,
  },
  notable: [
    {
      incident: critical,
      plan: planOf(
        critical,
        'An outside address guessed the password of a service account that may start payments and signed in with it. The address was blocked 22 seconds after the sign-in; no payment was started.',
      ),
      actions: [actionOf(critical, 'verified', '198.51.100.23', 'the address is in the blocked set')],
    },
    {
      incident: high,
      plan: planOf(high, `Somebody tried names like ${HOSTILE}.`),
      approval: approvalOf(high, 'approved'),
      actions: [actionOf(high, 'rolled_back', '203.0.113.77', 'taken back on request')],
    },
    {
      incident: medium,
      plan: planOf(medium, 'A clerk exported 4,200 card records.'),
      approval: approvalOf(medium, 'pending'),
      actions: [],
    },
  ],
  response: {
    incidents: { executed: 7, failed: 1, pending_approval: 2, denied: 1, expired: 3 },
    plans: { executed: 7, failed: 1, pending_approval: 2, denied: 1, expired: 3 },
    actions: { verified: 6, rolled_back: 1, failed: 1 },
    secondsToPlan: { count: 14, mean: 2.13, p95: 3.4 },
    secondsToDecision: { count: 3, mean: 512, p95: 1_140 },
    secondsToResponse: { count: 7, mean: 74.2, p95: 610 },
  },
  sources: [
    { source: 'core-banking', lines: 812_331, refused: 0, quarantined: {} },
    { source: 'firewall', lines: 390_100, refused: 2, quarantined: { not_text: 12 } },
    { source: 'partner-feed', lines: 1_900, refused: 0, quarantined: { json_malformed: 51, format_unknown: 9 } },
    { source: 'swift', lines: 0, refused: 0, quarantined: {} },
  ],
  counters: {
    offered: 1_204_333,
    rejected: 2,
    archived: 1_204_331,
    normalized: 1_204_259,
    quarantined: 72,
    evaluated: 1_204_259,
    errored: 0,
    skipped: 0,
    alerts: 431,
    in_incidents: 409,
    suppressed: 22,
  },
  techniqueNames: {
    'T1110.001': 'Password Guessing',
    T1110: 'Brute Force',
    T1078: 'Valid Accounts',
    T1567: 'Exfiltration Over Web Service',
  },
  ...changes,
});

/** A day on which nothing came in. */
export const quietDay = (): ReportFigures =>
  busyDay({
    incidents: { hours: [], statuses: [], openedBefore: 0, techniques: [], entities: [], notable: [], waitingPlans: 0 },
    notable: [],
    response: {
      incidents: {},
      plans: {},
      actions: {},
      secondsToPlan: { count: 0 },
      secondsToDecision: { count: 0 },
      secondsToResponse: { count: 0 },
    },
    sources: [],
    counters: {
      offered: 0,
      rejected: 0,
      archived: 0,
      normalized: 0,
      quarantined: 0,
      evaluated: 0,
      errored: 0,
      skipped: 0,
      alerts: 0,
      in_incidents: 0,
      suppressed: 0,
    },
  });
