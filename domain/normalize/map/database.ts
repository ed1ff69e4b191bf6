import { putIp, putLong, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import type { Mapper } from './mapper.ts';
import { applyTable, ip, long, table, text } from './table.ts';

const COLUMNS = table([
  ['host', 'host.name', text],
  ['db_engine', 'database.engine', text],
  ['db_name', 'database.name', text],
  ['db_user', 'database.user', text],
  ['operation', 'database.operation', text],
  ['operation', 'event.action', text],
  ['object', 'database.object', text],
  ['rows', 'database.rows', long],
  ['statement', 'database.statement', text],
  ['session_id', 'session_id', text],
  ['client_ip', 'client.ip', ip('client.address')],
  ['result', 'event.outcome', text],
  ['reason', 'event.reason', text],
  ['message', 'message', text],
]);

const DURATION = slotOf('event.duration');
const SOURCE_ADDRESS = slotOf('source_address');
const SOURCE_IP = slotOf('source_ip');
const USER = slotOf('user_id');
const CLIENT_IP = slotOf('client.ip');

const LOGONS = new Set(['LOGIN', 'LOGON', 'CONNECT', 'AUTHENTICATE']);
const GRANTS = new Set(['GRANT', 'REVOKE', 'CREATE USER', 'ALTER USER', 'DROP USER', 'CREATE ROLE', 'ALTER ROLE']);

/**
 * Statements of databases (docs/log-types.md). A session that names an end user's address acts for that user: the
 * address is the source, and the account is the application's, not a person's. Otherwise the account is who acted.
 */
export const mapDatabase: Mapper = (draft, { parsed = {} }) => {
  applyTable(draft, COLUMNS, parsed);
  if (typeof parsed.duration_ms === 'number') putLong(draft, DURATION, parsed.duration_ms * 1e6);
  putIp(draft, SOURCE_IP, SOURCE_ADDRESS, parsed.client_identifier);
  if (draft[SOURCE_IP] === undefined) {
    if (draft[CLIENT_IP] !== undefined) draft[SOURCE_IP] = draft[CLIENT_IP];
    putText(draft, USER, parsed.user_id ?? parsed.db_user);
  } else putText(draft, USER, parsed.user_id);
  const operation = typeof parsed.operation === 'string' ? parsed.operation.toUpperCase() : '';
  const category = LOGONS.has(operation)
    ? 'authentication'
    : GRANTS.has(operation)
      ? 'account_management'
      : 'database_access';
  return { category, time: parseTimestamp(parsed.timestamp) };
};
