import { slotOf } from '../fields.ts';
import type { EventCategory } from '../tags/event-category.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import type { Mapper } from './mapper.ts';
import { applyTable, double, ip, long, table, text } from './table.ts';

const COLUMNS = table([
  ['host', 'host.name', text],
  ['event_type', 'event.action', text],
  ['channel', 'channel', text],
  ['user_id', 'user_id', text],
  ['account_id', 'account_id', text],
  ['session_id', 'session_id', text],
  ['device_id', 'device_id', text],
  ['source_ip', 'source_ip', ip('source_address')],
  ['source_country', 'source_country', text],
  ['transaction_id', 'transaction_id', text],
  ['transaction_amount', 'transaction_amount', double],
  ['currency', 'currency', text],
  ['beneficiary_account', 'beneficiary_account', text],
  ['beneficiary_age_days', 'beneficiary_age_days', long],
  ['reason', 'event.reason', text],
  ['message', 'message', text],
  ['user_agent', 'user_agent.original', text],
  ['result', 'event.outcome', text],
]);

const CATEGORIES: ReadonlyMap<string, EventCategory> = new Map(
  Object.entries<EventCategory>({
    login: 'authentication',
    login_failed: 'authentication',
    logout: 'authentication',
    mfa_challenge: 'authentication',
    mfa_failed: 'authentication',
    password_reset: 'account_management',
    profile_changed: 'account_management',
    limit_changed: 'account_management',
  }),
);

const OUTCOME = slotOf('event.outcome');

/** Events of the core banking system (docs/log-types.md). */
export const mapCoreBanking: Mapper = (draft, { parsed = {} }) => {
  applyTable(draft, COLUMNS, parsed);
  const type = typeof parsed.event_type === 'string' ? parsed.event_type : '';
  if (type.endsWith('_failed')) draft[OUTCOME] = 'failure';
  return { category: CATEGORIES.get(type) ?? 'banking_transaction', time: parseTimestamp(parsed.timestamp) };
};
