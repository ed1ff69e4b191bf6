import { type Draft, numberAt, putLong } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { Mapper } from './mapper.ts';
import { putSyslogHeader, timeOfHeader } from './syslog-header.ts';
import { applyTable, ip, long, lowerCase, port, table, text } from './table.ts';

const SOURCE = ip('source_address');
const DESTINATION = ip('destination.address');

/** Keys of our own firewalls, of Fortinet and of iptables. */
const COLUMNS = table([
  ['action', 'event.action', lowerCase],
  ['proto', 'network.transport', lowerCase],
  ['PROTO', 'network.transport', lowerCase],
  ['service', 'network.protocol', lowerCase],
  ['src', 'source_ip', SOURCE],
  ['srcip', 'source_ip', SOURCE],
  ['SRC', 'source_ip', SOURCE],
  ['spt', 'source_port', port],
  ['srcport', 'source_port', port],
  ['SPT', 'source_port', port],
  ['dst', 'destination.ip', DESTINATION],
  ['dstip', 'destination.ip', DESTINATION],
  ['DST', 'destination.ip', DESTINATION],
  ['dpt', 'destination.port', port],
  ['dstport', 'destination.port', port],
  ['DPT', 'destination.port', port],
  ['bytes_out', 'source_bytes', long],
  ['sentbyte', 'source_bytes', long],
  ['bytes_in', 'destination.bytes', long],
  ['rcvdbyte', 'destination.bytes', long],
  ['rule', 'rule.name', text],
  ['policyid', 'rule.id', text],
  ['policyname', 'rule.name', text],
  ['zone_in', 'observer.ingress.zone', text],
  ['zone_out', 'observer.egress.zone', text],
  ['user', 'user_id', text],
  ['devname', 'host.name', text],
  ['direction', 'network.direction', lowerCase],
]);

const ACTION = slotOf('event.action');
const BYTES = slotOf('network.bytes');
const DURATION = slotOf('event.duration');
const IN = slotOf('destination.bytes');
const OUT = slotOf('source_bytes');
const OUTCOME = slotOf('event.outcome');

const ALLOWED = new Set(['allow', 'allowed', 'accept', 'pass', 'permit', 'close', 'start', 'built']);

/** Connections that a firewall decided on. */
export const mapFirewall: Mapper = (draft, { text: line }, received) => {
  if (line?.firewall === undefined) return { category: 'network_traffic', time: undefined };
  putSyslogHeader(draft, line.syslog);
  applyTable(draft, COLUMNS, line.firewall);
  if (draft[IN] !== undefined || draft[OUT] !== undefined)
    draft[BYTES] = (numberAt(draft, IN) ?? 0) + (numberAt(draft, OUT) ?? 0);
  putSeconds(draft, line.firewall.duration);
  const action = draft[ACTION];
  if (typeof action === 'string') draft[OUTCOME] = ALLOWED.has(action) ? 'success' : 'failure';
  return { category: 'network_traffic', time: timeOfHeader(line.syslog, received) };
};

const putSeconds = (draft: Draft, seconds: string | undefined): void => {
  if (seconds !== undefined && seconds !== '') putLong(draft, DURATION, Number(seconds) * 1e9);
};
