import { Alert } from '../../model/alert.ts';
import { Incident } from '../../model/incident.ts';
import { EventDocument } from './event-document.ts';

const id = '0:49662000000000000000000000000000000000000000000000000001:12';

export const exampleAlert = Alert.parse({
  id: '1771410645120.9f86d081884c7d65',
  tenant: 'acme-bank',
  timestamp: '2026-02-18T10:30:45.120Z',
  receivedAt: '2026-02-18T10:30:45.300Z',
  rule: {
    id: '100130',
    level: 10,
    description: 'Many failed logins from one address, then a success',
    groups: ['core_banking', 'authentication_success'],
    mitre: { id: ['T1110.004'], tactic: ['Credential Access'], technique: ['Credential Stuffing'] },
    frequency: 10,
  },
  decoder: { name: 'json' },
  agent: { name: 'cbs-app-01' },
  location: 'tcp-5140',
  data: { user_id: 'john.smith', source_ip: '198.51.100.7', event_type: 'login' },
  full_log: '{"log_type":"core_banking","event_type":"login","user_id":"john.smith","source_ip":"198.51.100.7"}',
  severity: 'CRITICAL',
  entities: [
    { kind: 'user', value: 'john.smith' },
    { kind: 'ip', value: '198.51.100.7' },
  ],
  event_ids: [id],
  ruleset_version: '3f9a1c',
  source: 'tcp-5140',
  trust: 'medium',
});

export const exampleIncident = Incident.parse({
  incident_id: 'INC-2026-02-18-4QK7ZJ2MXA',
  tenant: 'acme-bank',
  status: 'new',
  revision: 1,
  title: 'Many failed logins from one address, then a success: john.smith',
  severity: 10,
  band: 'CRITICAL',
  alert_count: 1,
  rule_ids: ['100130'],
  mitre_techniques: ['T1110.004'],
  mitre_tactics: ['Credential Access'],
  entities: exampleAlert.entities,
  first_event_at: '2026-02-18T10:30:45.120Z',
  last_event_at: '2026-02-18T10:30:45.120Z',
  created_at: '2026-02-18T10:30:46.000Z',
  updated_at: '2026-02-18T10:30:46.000Z',
});

export const exampleEvent = EventDocument.parse({
  '@timestamp': '2026-02-18T10:30:45.120Z',
  'event.id': id,
  tenant: 'acme-bank',
  source: 'tcp-5140',
  log_source: 'core_banking',
  event_category: 'authentication',
  user_id: 'john.smith',
  source_ip: '198.51.100.7',
  compliance_frameworks: ['PCI_DSS', 'DORA'],
  'event.repeated': false,
});

export const exampleEvidence = {
  id,
  key: 'logs/tenant=acme-bank/date=2026-02-18/hour=10/0-1.0-1.12.ndjson.gz',
  offset: 0,
  length: 812,
  raw: exampleAlert.full_log,
  encoding: 'utf8' as const,
  received_at: '2026-02-18T10:30:45.300Z',
  source: 'tcp-5140',
  entry: '{"position":"0:49662…:12","receivedAt":"2026-02-18T10:30:45.300Z","raw":"…"}',
  merkle_root: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  proof: ['2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'],
  index: 12,
  lines: 13,
  masked: [],
};
