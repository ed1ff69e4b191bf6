import type { Band } from '../../domain/model/alert.ts';
import type { Entity } from '../../domain/model/entity.ts';
import type { IncidentStatus } from '../../domain/model/incident.ts';

/** What an invented incident is made from. */
export type Scenario = {
  readonly key: string;
  readonly tenant: string;
  readonly title: string;
  readonly rule: { readonly id: string; readonly level: number; readonly groups: readonly string[] };
  readonly band: Band;
  readonly status: IncidentStatus;
  readonly technique: readonly [id: string, name: string, tactic: string];
  readonly entities: readonly Entity[];
  readonly minutesAgo: number;
  readonly alerts: number;
  readonly source: string;
  readonly lines: readonly string[];
  readonly summary: string;
};

const acme = 'acme-bank';
const stuffing = ['T1110.004', 'Credential Stuffing', 'Credential Access'] as const;

export const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>';

export const SCENARIOS: readonly Scenario[] = [
  {
    key: '4QK7ZJ2MXA',
    tenant: acme,
    title: 'Many failed logins from one address, then a success',
    rule: { id: '100130', level: 6, groups: ['core_banking', 'authentication_success'] },
    band: 'MEDIUM',
    status: 'pending_approval',
    technique: stuffing,
    entities: [
      { kind: 'user', value: 'john.smith' },
      { kind: 'ip', value: '198.51.100.7' },
    ],
    minutesAgo: 3,
    alerts: 4,
    source: 'tcp-5140',
    lines: [
      '{"log_type":"core_banking","event_type":"login","result":"failure","user_id":"john.smith","source_ip":"198.51.100.7","branch":"0042"}',
      '{"log_type":"core_banking","event_type":"login","result":"success","user_id":"john.smith","source_ip":"198.51.100.7","branch":"0042"}',
    ],
    summary:
      'Somebody tried many passwords for the account john.smith from one address on the internet, and one of them worked. The account can move money up to its limit. Blocking the address stops this path at once; resetting the password closes it.',
  },
  {
    key: '7WD2PB9RTE',
    tenant: acme,
    title: 'A service account added itself to Domain Admins and cleared the security log',
    rule: { id: '100412', level: 12, groups: ['active_directory', 'privilege_escalation'] },
    band: 'CRITICAL',
    status: 'executed',
    technique: ['T1098', 'Account Manipulation', 'Persistence'],
    entities: [
      { kind: 'user', value: 'svc-backup' },
      { kind: 'host', value: 'dc-02.acme.example' },
      { kind: 'ip', value: '203.0.113.44' },
    ],
    minutesAgo: 26,
    alerts: 7,
    source: 'tcp-5140',
    lines: [
      '{"win":{"system":{"eventID":"4728","computer":"dc-02.acme.example"},"eventdata":{"memberName":"svc-backup","targetUserName":"Domain Admins"}}}',
      '{"win":{"system":{"eventID":"1102","computer":"dc-02.acme.example"},"eventdata":{"subjectUserName":"svc-backup"}}}',
    ],
    summary:
      'A backup account gave itself control over the whole Windows domain and then removed the traces. This is what an intruder does who is about to spread.',
  },
  {
    key: 'XSS5C2T9QF',
    tenant: acme,
    title: `Script in a request to online banking: ${HOSTILE}`,
    rule: { id: '100620', level: 5, groups: ['web_waf', 'attack'] },
    band: 'MEDIUM',
    status: 'pending_approval',
    technique: ['T1190', 'Exploit Public-Facing Application', 'Initial Access'],
    entities: [
      { kind: 'ip', value: '203.0.113.9' },
      { kind: 'user', value: HOSTILE },
    ],
    minutesAgo: 9,
    alerts: 2,
    source: 'web-waf',
    lines: [
      `203.0.113.9 - - [18/Feb/2026:10:30:45 +0000] "GET /search?q=${HOSTILE} HTTP/1.1" 403 512 "-" "${HOSTILE}"`,
    ],
    summary: `A request to online banking carried a script (${HOSTILE}). The firewall refused it; the sender tries others.`,
  },
  {
    key: 'H3M8QZ4KLD',
    tenant: acme,
    title: 'Transfers just below the reporting limit to a new beneficiary',
    rule: { id: '100155', level: 8, groups: ['core_banking', 'fraud'] },
    band: 'HIGH',
    status: 'rolled_back',
    technique: ['T1657', 'Financial Theft', 'Impact'],
    entities: [
      { kind: 'account', value: 'DE89 3704 0044 0532 0130 00' },
      { kind: 'user', value: 'maria.keller' },
    ],
    minutesAgo: 64,
    alerts: 12,
    source: 'tcp-5140',
    lines: [
      '{"log_type":"core_banking","event_type":"transfer","user_id":"maria.keller","amount":9900,"currency":"EUR","beneficiary_new":true}',
    ],
    summary: 'Twelve transfers of 9,900 EUR went to a beneficiary that was added an hour before.',
  },
  {
    key: 'P6N1VF8SXC',
    tenant: acme,
    title: 'Access key used from a country where the bank has no staff',
    rule: { id: '100710', level: 7, groups: ['cloud', 'aws'] },
    band: 'HIGH',
    status: 'failed',
    technique: ['T1078.004', 'Cloud Accounts', 'Defense Evasion'],
    entities: [{ kind: 'access_key', value: 'AKIAEXAMPLEEXAMPLE01' }],
    minutesAgo: 118,
    alerts: 3,
    source: 'cloudtrail',
    lines: ['{"integration":"aws","aws":{"eventName":"GetCallerIdentity","sourceIPAddress":"192.0.2.77"}}'],
    summary: 'A key of the cloud account was used from 192.0.2.77, where nobody of the bank works.',
  },
  {
    key: 'B9T4LC6WJH',
    tenant: acme,
    title: 'Port scan of the database segment',
    rule: { id: '100801', level: 3, groups: ['firewall', 'recon'] },
    band: 'LOW',
    status: 'denied',
    technique: ['T1046', 'Network Service Discovery', 'Discovery'],
    entities: [{ kind: 'ip', value: '10.20.4.17' }],
    minutesAgo: 300,
    alerts: 1,
    source: 'udp-514',
    lines: ['Feb 18 10:30:45 fw01 kernel: DROP IN=eth0 SRC=10.20.4.17 DST=10.30.0.5 PROTO=TCP DPT=5432'],
    summary: 'A machine of the office network looked for open database ports. It is the scanner of the audit team.',
  },
  {
    key: 'G2R7YD5MVK',
    tenant: acme,
    title: 'Several wrong one-time codes for one card',
    rule: { id: '100140', level: 4, groups: ['api_gateway'] },
    band: 'MEDIUM',
    status: 'scoring',
    technique: stuffing,
    entities: [{ kind: 'user', value: 'l.oberhauser' }],
    minutesAgo: 0,
    alerts: 1,
    source: 'api-gateway',
    lines: ['{"log_type":"api_gateway","path":"/v2/otp/verify","status":401,"user_id":"l.oberhauser"}'],
    summary: '',
  },
  {
    key: 'K1A1GLOBEX',
    tenant: 'globex-bank',
    title: 'Database dump outside of the maintenance window',
    rule: { id: '100330', level: 9, groups: ['database'] },
    band: 'HIGH',
    status: 'pending_approval',
    technique: ['T1005', 'Data from Local System', 'Collection'],
    entities: [{ kind: 'ip', value: '198.51.100.201' }],
    minutesAgo: 14,
    alerts: 2,
    source: 'tcp-5141',
    lines: [
      '{"log_type":"database","statement":"COPY customers TO PROGRAM","db_user":"report","client":"198.51.100.201"}',
    ],
    summary: 'A reporting login copied the customer table at night.',
  },
];
