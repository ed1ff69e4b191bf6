import { type Draft, textAt } from '../draft.ts';
import { slotOf } from '../fields.ts';
import { isObject, type JsonObject } from '../values/json.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import type { Mapper } from './mapper.ts';
import { applyInOrder, columnsOf, double, ip, long, port, text } from './table.ts';

const SOURCE = ip('source_address');
const DESTINATION = ip('destination.address');

/** Names that products commonly use, the preferred one last. */
const COLUMNS = columnsOf([
  ['hostname', 'host.name', text],
  ['sensor', 'host.name', text],
  ['host', 'host.name', text],
  ['host.name', 'host.name', text],
  ['username', 'user_id', text],
  ['user_name', 'user_id', text],
  ['user', 'user_id', text],
  ['user.name', 'user_id', text],
  ['user_id', 'user_id', text],
  ['account_id', 'account_id', text],
  ['session', 'session_id', text],
  ['session_id', 'session_id', text],
  ['device_id', 'device_id', text],
  ['transaction_id', 'transaction_id', text],
  ['transaction_amount', 'transaction_amount', double],
  ['currency', 'currency', text],
  ['client_ip', 'source_ip', SOURCE],
  ['clientip', 'source_ip', SOURCE],
  ['remote_addr', 'source_ip', SOURCE],
  ['srcip', 'source_ip', SOURCE],
  ['src_ip', 'source_ip', SOURCE],
  ['source.ip', 'source_ip', SOURCE],
  ['source_ip', 'source_ip', SOURCE],
  ['source_country', 'source_country', text],
  ['src_port', 'source_port', port],
  ['source.port', 'source_port', port],
  ['source_port', 'source_port', port],
  ['dstip', 'destination.ip', DESTINATION],
  ['dst_ip', 'destination.ip', DESTINATION],
  ['destination.ip', 'destination.ip', DESTINATION],
  ['destination_ip', 'destination.ip', DESTINATION],
  ['dst_port', 'destination.port', port],
  ['destination.port', 'destination.port', port],
  ['destination_port', 'destination.port', port],
  ['protocol', 'network.protocol', text],
  ['eventid', 'event.action', text],
  ['event_type', 'event.action', text],
  ['action', 'event.action', text],
  ['event.action', 'event.action', text],
  ['result', 'event.outcome', text],
  ['outcome', 'event.outcome', text],
  ['event.outcome', 'event.outcome', text],
  ['reason', 'event.reason', text],
  ['severity', 'log.level', text],
  ['level', 'log.level', text],
  ['app', 'service.name', text],
  ['service', 'service.name', text],
  ['program', 'process.name', text],
  ['pid', 'process.pid', long],
  ['method', 'http.request.method', text],
  ['status', 'http.response.status_code', long],
  ['user_agent', 'user_agent.original', text],
  ['msg', 'message', text],
  ['message', 'message', text],
]);

/** Elastic Common Schema objects whose members are taken under their dotted names. */
const NESTED = ['host', 'user', 'source', 'destination', 'event'] as const;
const TIMES = ['@timestamp', 'timestamp', 'eventTime', 'event_time', 'time', 'ts', 'datetime', 'date'] as const;

/** JSON of unknown producers: common names are understood, the rest stays in `event.original`. */
export const mapGenericJson: Mapper = (draft, { parsed = {} }) => {
  applyInOrder(draft, COLUMNS, flattened(parsed));
  return { category: categoryOf(draft), time: timeOfRecord(parsed) };
};

const flattened = (record: JsonObject): JsonObject => {
  let flat: JsonObject | undefined;
  for (const name of NESTED) {
    const nested = record[name];
    if (!isObject(nested)) continue;
    flat ??= Object.assign({}, record);
    delete flat[name];
    for (const member of ['name', 'ip', 'port', 'action', 'outcome'])
      if (nested[member] !== undefined) flat[`${name}.${member}`] = nested[member];
  }
  return flat ?? record;
};

/** The time under one of the names that products commonly use. */
export const timeOfRecord = (record: JsonObject): number | undefined => {
  for (const name of TIMES) {
    const value = record[name];
    const time = value === undefined ? undefined : parseTimestamp(value);
    if (time !== undefined) return time;
  }
  return undefined;
};

const ACTION = slotOf('event.action');

const categoryOf = (draft: Draft): 'authentication' | 'system' => {
  const action = textAt(draft, ACTION)?.toLowerCase() ?? '';
  return action.includes('login') || action.includes('logon') || action.includes('authent')
    ? 'authentication'
    : 'system';
};
