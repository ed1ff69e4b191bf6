import { Enrichment } from '../../model/enrichment.ts';
import { Plan } from '../../model/plan.ts';
import { Approval, AuditEntry, Notification, ResponseAction } from '../../model/response.ts';
import { Score } from '../../model/score.ts';
import { exampleAlert, exampleIncident } from './examples.ts';

const incident_id = exampleIncident.incident_id;
const playbook_id = 'PB-2026-02-18-4QK7ZJ2MXA-r1';
const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const evidence = [exampleAlert.id];

export const exampleScore = Score.parse({
  risk_score: 78,
  confidence: 0.7,
  anomaly_flags: ['rare_address'],
  factors: [
    {
      name: 'severity',
      weight: 0.5,
      value: 0.9,
      reason: 'The highest rule level of its alerts is 10 of 16.',
      evidence,
    },
    { name: 'asset', weight: 0.3, value: 0.8, reason: 'It touches Core banking, tier 8.', evidence: ['core-banking'] },
    { name: 'rarity', weight: 0.2, value: 0.3, reason: '198.51.100.7 was in 1 of 1 alerts of 30 days.', evidence },
  ],
  limits: ['No baseline of behaviour yet.'],
});

export const exampleEnrichment = Enrichment.parse({
  assets: [
    {
      asset_id: 'core-banking',
      name: 'Core banking',
      tier: 8,
      business_impact: 'Payments stop',
      owner: 'Core platform',
      entities: [{ kind: 'user', value: 'john.smith' }],
    },
  ],
  asset_criticality: 8,
  business_impact: ['Payments stop'],
  cve_matches: [],
  techniques: [
    {
      technique_id: 'T1110.004',
      name: 'Credential Stuffing',
      tactics: ['Credential Access'],
      parent: 'T1110',
      url: 'https://attack.mitre.org/techniques/T1110/004',
      evidence,
    },
  ],
  threat_intel: { ip_reputation: 'unknown', known_threats: [] },
  sources: ['attack 17.1'],
  limits: ['No product of the asset is known.'],
});

const contain = 'Block 198.51.100.7.';

export const examplePlan = Plan.parse({
  playbook_id,
  incident_id,
  revision: 1,
  status: 'pending_approval',
  priority: 'CRITICAL',
  response_plan: {
    phase_1_contain: contain,
    phase_2_investigate: 'Read what john.smith did since 2026-02-18T10:30:45Z.',
    phase_3_remediate: 'Reset the password of john.smith.',
    phase_4_recover: 'Unblock 198.51.100.7 once it is known whose it is.',
  },
  soar_actions: [
    {
      key: 'a1',
      action_type: 'block_ip',
      target: '198.51.100.7',
      reason: 'Ten failed logins came from it, then a success.',
      severity: 'CRITICAL',
      auto_execute: true,
      evidence,
    },
  ],
  executive_summary: 'Somebody guessed the password of john.smith.',
  llm_confidence: 0.9,
  statements: [{ section: 'phase_1_contain', text: contain, evidence }],
  planner: 'template 1',
  plan_hash: hash,
  created_at: '2026-02-18T10:30:47.000Z',
});

const { statements: _, ...summary } = examplePlan;
export const examplePlanSummary = summary;

export const exampleApproval = Approval.parse({
  playbook_id,
  incident_id,
  plan_hash: hash,
  status: 'approved',
  requested_at: '2026-02-18T10:30:47.000Z',
  expires_at: '2026-02-18T11:30:47.000Z',
  decided_at: '2026-02-18T10:32:00.000Z',
  decided_by: '6f1c1d1e-0000-4000-8000-000000000001',
  comment: 'Seen, not one of ours.',
});

export const exampleAction = ResponseAction.parse({
  action_id: `${playbook_id}/a1`,
  playbook_id,
  incident_id,
  action_type: 'block_ip',
  target: '198.51.100.7',
  status: 'verified',
  blast_radius: "1 address in acme-bank's blocked set",
  detail: 'The address is in the set.',
  created_at: '2026-02-18T10:32:01.000Z',
  updated_at: '2026-02-18T10:32:02.000Z',
});

export const exampleAuditEntry = AuditEntry.parse({
  sequence: 3,
  at: '2026-02-18T10:32:00.000Z',
  actor: 'user:6f1c1d1e-0000-4000-8000-000000000001',
  kind: 'approval_granted',
  subject: playbook_id,
  incident_id,
  detail: { plan_hash: hash, comment: 'Seen, not one of ours.' },
  previous_hash: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  hash: 'fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9',
  signature: 'MEUCIQDx…',
  key_id: 'arn:aws:kms:eu-central-1:111122223333:key/0d990263-018e-4e65-a703-eff731de951e',
});

export const exampleNotification = Notification.parse({
  notification_id: `approval_needed/${playbook_id}`,
  kind: 'approval_needed',
  incident_id,
  title: 'A plan waits for you',
  body: `${playbook_id} wants to block 198.51.100.7; it expires at 2026-02-18T11:30:47Z.`,
  created_at: '2026-02-18T10:30:47.000Z',
});

export const exampleReport = {
  report_id: 'RPT-daily-2026-02-18',
  kind: 'daily' as const,
  period_start: '2026-02-18T00:00:00.000Z',
  period_end: '2026-02-19T00:00:00.000Z',
  created_at: '2026-02-19T01:00:00.000Z',
  files: [{ format: 'pdf' as const, bytes: 81_234, sha256: hash }],
};
