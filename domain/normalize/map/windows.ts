import { type Draft, putLong, putText, textAt } from '../draft.ts';
import { slotOf } from '../fields.ts';
import { type JsonObject, objectAt } from '../values/json.ts';
import { parseTimestamp } from '../values/timestamp.ts';
import type { Mapper } from './mapper.ts';
import { applyTable } from './table.ts';
import { meaningOf } from './windows-codes.ts';
import { EVENT_DATA_COLUMNS, SYSTEM_COLUMNS } from './windows-fields.ts';
import { putHashes } from './windows-hashes.ts';
import { putObject } from './windows-object.ts';
import { putUsers } from './windows-users.ts';

const ACTION = slotOf('event.action');
const DIRECTION = slotOf('network.direction');
const EXECUTABLE = slotOf('process.executable');
const NAME = slotOf('process.name');
const OUTCOME = slotOf('event.outcome');
const PARENT_PID = slotOf('process.parent.pid');
const PID = slotOf('process.pid');
const TRANSPORT = slotOf('network.transport');

/** Windows events, whatever sent them: all come here as `win.system` and `win.eventdata`. */
export const mapWindows: Mapper = (draft, { parsed = {} }) => {
  const win = objectAt(parsed, 'win');
  const system = objectAt(win, 'system');
  const data = objectAt(win, 'eventdata');
  applyTable(draft, SYSTEM_COLUMNS, system);
  applyTable(draft, EVENT_DATA_COLUMNS, data);
  const channel = textOf(system.channel);
  const code = String(system.eventID ?? '');
  const meaning = meaningOf(channel, code);
  if (meaning !== undefined) draft[ACTION] = meaning[1];
  putUsers(draft, code, data);
  putProcess(draft, code, data);
  putNetwork(draft, data);
  putObject(draft, data);
  if (typeof data.hashes === 'string') putHashes(draft, data.hashes);
  if (system.severityValue === 'AUDIT_SUCCESS') draft[OUTCOME] = 'success';
  else if (system.severityValue === 'AUDIT_FAILURE') draft[OUTCOME] = 'failure';
  return { category: meaning?.[0] ?? 'system', time: timeOf(system, data) };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const ZONE_SLACK = 15 * 60_000;

/**
 * `systemTime`, unless Sysmon's own `utcTime` is more than a quarter of an hour away: then the producer has written
 * local time without saying so.
 */
const timeOf = (system: JsonObject, data: JsonObject): number | undefined => {
  const written = parseTimestamp(system.systemTime);
  const sysmon = data.utcTime === undefined ? undefined : parseTimestamp(data.utcTime);
  if (written === undefined || sysmon === undefined) return written ?? sysmon;
  return Math.abs(written - sysmon) > ZONE_SLACK ? sysmon : written;
};

/** `processId` is the process itself, except in 4688 (process created), where it is the creator. */
const putProcess = (draft: Draft, code: string, data: JsonObject): void => {
  if (code === '4688') putLong(draft, PARENT_PID, data.processId);
  else if (draft[PID] === undefined) putLong(draft, PID, data.processId);
  if (draft[EXECUTABLE] === undefined) putText(draft, EXECUTABLE, data.processName);
  const path = textAt(draft, EXECUTABLE);
  if (path !== undefined) putText(draft, NAME, path.slice(path.lastIndexOf('\\') + 1));
};

/** IANA protocol numbers that the filtering platform writes. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'ipv6-icmp' }),
);
const DIRECTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ '%%14592': 'inbound', '%%14593': 'outbound' }),
);

const putNetwork = (draft: Draft, data: JsonObject): void => {
  const { protocol, direction, initiated } = data;
  if (typeof protocol === 'string') putText(draft, TRANSPORT, PROTOCOLS.get(protocol) ?? protocol);
  if (typeof direction === 'string') putText(draft, DIRECTION, DIRECTIONS.get(direction) ?? direction);
  else if (initiated === 'true' || initiated === 'false')
    draft[DIRECTION] = initiated === 'true' ? 'outbound' : 'inbound';
};
