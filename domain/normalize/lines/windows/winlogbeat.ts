import { type JsonObject, objectAt } from '../../values/json.ts';
import { keywordsMask, severityOf } from './keywords.ts';
import { newWinEvent, putEventData, putValue, type WinEvent } from './win-event.ts';

const SYSTEM: readonly (readonly [string, string])[] = [
  ['provider_name', 'providerName'],
  ['provider_guid', 'providerGuid'],
  ['event_id', 'eventID'],
  ['version', 'version'],
  ['task', 'task'],
  ['opcode', 'opcode'],
  ['record_id', 'eventRecordID'],
  ['channel', 'channel'],
  ['computer_name', 'computer'],
];

const LEVELS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    critical: '1',
    error: '2',
    warning: '3',
    information: '4',
    verbose: '5',
  }),
);

/** The Windows event of a winlogbeat document: `winlog.*`, `message`, `@timestamp`. */
export const winlogbeatEvent = (record: JsonObject, winlog: JsonObject): WinEvent => {
  const event = newWinEvent();
  const { system, eventdata } = event.win;
  for (const [from, to] of SYSTEM) putValue(system, to, winlog[from]);
  const level = objectAt(record, 'log').level;
  if (typeof level === 'string') putValue(system, 'level', LEVELS.get(level.toLowerCase()) ?? level);
  const mask = keywordsMask(winlog.keywords);
  if (mask !== undefined) system.keywords = mask;
  putValue(system, 'systemTime', record['@timestamp']);
  const process = objectAt(winlog, 'process');
  putValue(system, 'processID', process.pid);
  putValue(system, 'threadID', objectAt(process, 'thread').id);
  putValue(system, 'message', record.message);
  putEventData(eventdata, objectAt(winlog, 'user_data'));
  putEventData(eventdata, objectAt(winlog, 'event_data'));
  system.severityValue = severityOf(system, eventdata);
  return event;
};
