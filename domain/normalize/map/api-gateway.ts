import { putLong, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import { putOutcomeOfStatus, putTarget } from './http.ts';
import type { Mapper } from './mapper.ts';
import { applyTable, ip, long, table, text } from './table.ts';

const COLUMNS = table([
  ['host', 'host.name', text],
  ['request_id', 'http.request.id', text],
  ['client_id', 'client_id', text],
  ['user_id', 'user_id', text],
  ['session_id', 'session_id', text],
  ['source_ip', 'source_ip', ip('source_address')],
  ['source_country', 'source_country', text],
  ['method', 'http.request.method', text],
  ['method', 'event.action', text],
  ['status', 'http.response.status_code', long],
  ['bytes_in', 'http.request.bytes', long],
  ['bytes_out', 'http.response.bytes', long],
  ['user_agent', 'user_agent.original', text],
  ['message', 'message', text],
]);

const DURATION = slotOf('event.duration');
const DOMAIN = slotOf('url.domain');

/** Requests to the bank's API (docs/log-types.md). */
export const mapApiGateway: Mapper = (draft, { parsed = {} }) => {
  applyTable(draft, COLUMNS, parsed);
  if (typeof parsed.path === 'string') putTarget(draft, parsed.path);
  if (typeof parsed.latency_ms === 'number') putLong(draft, DURATION, parsed.latency_ms * 1e6);
  putText(draft, DOMAIN, parsed.domain);
  putOutcomeOfStatus(draft);
  return { category: 'api_access', time: parseTimestamp(parsed.timestamp) };
};
