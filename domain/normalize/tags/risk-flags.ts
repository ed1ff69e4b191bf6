import type { LogSource } from '../../model/event.ts';
import { DAY_MS, HOUR_MS } from '../../model/time.ts';
import { type Draft, numberAt, textAt } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { EventCategory } from './event-category.ts';
import { isPrivilegedName } from './privileged-names.ts';
import { isSensitiveDatabaseObject, isSensitivePath } from './sensitive-objects.ts';

/** What the predicates look at. */
export type RiskFacts = {
  readonly draft: Draft;
  readonly logSource: LogSource;
  readonly category: EventCategory;
  /** Event time, milliseconds. */
  readonly time: number;
  /** The source address is in none of the bank's or private networks. */
  readonly external: boolean;
};

const ACTION = slotOf('event.action');
const AMOUNT = slotOf('transaction_amount');
const BENEFICIARY_AGE = slotOf('beneficiary_age_days');
const CODE = slotOf('event.code');
const DATABASE_OBJECT = slotOf('database.object');
const DESTINATION_PORT = slotOf('destination.port');
const FILE_PATH = slotOf('file.path');
const MFA = slotOf('cloud.session.mfa');
const OUTCOME = slotOf('event.outcome');
const PRINCIPAL_TYPE = slotOf('cloud.principal.type');
const ROWS = slotOf('database.rows');
const SERVICE = slotOf('cloud.service.name');
const TARGET_PROCESS = slotOf('process.target.executable');
const USER = slotOf('user_id');

const LARGE_TRANSFER = 10_000;
const NEW_BENEFICIARY_DAYS = 7;
const BULK_ROWS = 10_000;
/** Telnet, FTP, TFTP, POP3, IMAP, LDAP, SNMP, rexec, rlogin, rsh, VNC. */
const CLEARTEXT_PORTS = new Set([21, 23, 69, 110, 143, 161, 389, 512, 513, 514, 5900]);
const STAFF_SOURCES = new Set<LogSource>([
  'database',
  'windows',
  'active_directory',
  'cloud',
  'identity',
  'email',
  'vpn',
  'privileged_access',
  'linux',
  'container',
  'edr',
]);
const SECRET_STORES = new Set(['secretsmanager.amazonaws.com', 'kms.amazonaws.com']);
const LOG_CLEARED = new Set(['audit-log-cleared', 'event-log-cleared', 'StopLogging', 'DeleteTrail', 'DeleteFlowLogs']);

/** Properties that make an event worth a look; one policy each. */
export const RISK_FLAGS = {
  /** A transfer of 10,000 or more is large: the threshold from which EU anti-money-laundering law wants due diligence. */
  large_transfer: ({ draft }) => (numberAt(draft, AMOUNT) ?? 0) >= LARGE_TRANSFER,

  /** Staff work between 06:00 and 22:00 UTC on weekdays, customers bank between 06:00 and 22:00: what a user does outside is off hours. */
  off_hours: ({ draft, logSource, time }) => {
    if (draft[USER] === undefined) return false;
    const hour = Math.floor((time % DAY_MS) / HOUR_MS);
    if (hour < 6 || hour >= 22) return true;
    const weekday = (Math.floor(time / DAY_MS) + 4) % 7;
    return (weekday === 0 || weekday === 6) && STAFF_SOURCES.has(logSource);
  },

  /** A beneficiary is new for its first 7 days, when most fraudulent transfers happen. */
  new_beneficiary: ({ draft }) =>
    draft[ACTION] === 'beneficiary_added' ||
    (draft[AMOUNT] !== undefined && (numberAt(draft, BENEFICIARY_AGE) ?? NEW_BENEFICIARY_DAYS) < NEW_BENEFICIARY_DAYS),

  /** Built-in administrators, cloud root users and logons with special privileges can undo every control. */
  privileged_account: ({ draft }) =>
    isPrivilegedName(textAt(draft, USER)) || draft[PRINCIPAL_TYPE] === 'Root' || draft[CODE] === '4672',

  /** An authentication that failed is one step of guessing. */
  failed_authentication: ({ draft, category }) => category === 'authentication' && draft[OUTCOME] === 'failure',

  /** An address outside the bank's and all private networks is external. */
  external_source: ({ external }) => external,

  /** Protocols that carry credentials in clear text have no place in a bank's network, whoever decided to let them pass. */
  cleartext_protocol: ({ draft, logSource }) =>
    logSource === 'firewall' && CLEARTEXT_PORTS.has(numberAt(draft, DESTINATION_PORT) ?? 0),

  /** Customer records, card data, credential stores and secrets are sensitive whoever reads them. */
  sensitive_object: ({ draft }) =>
    isSensitiveDatabaseObject(textAt(draft, DATABASE_OBJECT)) ||
    isSensitivePath(textAt(draft, TARGET_PROCESS)) ||
    isSensitivePath(textAt(draft, FILE_PATH)) ||
    SECRET_STORES.has(textAt(draft, SERVICE) ?? ''),

  /** A read of 10,000 rows or more is an export. */
  bulk_data_access: ({ draft }) => (numberAt(draft, ROWS) ?? 0) >= BULK_ROWS,

  /** Clearing or stopping an audit log hides what came before or comes next. */
  audit_log_tampering: ({ draft }) => LOG_CLEARED.has(textAt(draft, ACTION) ?? ''),

  /** A console sign-in that succeeds without a second factor needs only a stolen password. */
  missing_mfa: ({ draft }) => draft[ACTION] === 'ConsoleLogin' && draft[MFA] === false && draft[OUTCOME] === 'success',
} as const satisfies Record<string, (facts: RiskFacts) => boolean>;

const FLAGS: readonly (readonly [string, (facts: RiskFacts) => boolean])[] = Object.entries(RISK_FLAGS);

export const riskFlagsOf = (facts: RiskFacts): string[] => {
  const flags: string[] = [];
  for (const [flag, applies] of FLAGS) if (applies(facts)) flags.push(flag);
  return flags;
};
