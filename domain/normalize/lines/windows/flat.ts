import { isObject, type JsonObject } from '../../values/json.ts';
import { putEventDataXml } from './event-data-xml.ts';
import { keywordsMask, severityOf } from './keywords.ts';
import { lowerFirst, newWinEvent, putEventData, putValue, type WinEvent, type WinPart } from './win-event.ts';

/** Where the time of the event stands, the most trusted last. */
const TIMES = ['@timestamp', 'TimeGenerated', 'EventTime', 'TimeCreated', 'SystemTime'];

/** What producers and forwarders add about themselves; the event log has no such data. */
const DROPPED = [
  ...TIMES,
  'EventTimeWritten',
  'EventReceivedTime',
  'SourceModuleName',
  'SourceModuleType',
  'SeverityValue',
  'Severity',
  'Category',
  'Opcode',
  'TenantId',
  'SourceSystem',
  'Activity',
  'SourceComputerId',
  'EventOriginId',
  'MG',
  'TimeCollected',
  'ManagementGroupName',
  'Type',
  '_ResourceId',
  '@version',
  'host',
  'port',
  'tags',
  'timestamp',
  'log_type',
  'LevelDisplayName',
  'ThreadId',
  'EventData',
  'UserData',
  'EventLevelName',
  'Keywords',
];

const DROP = '';

/** Keys of flat producers (NXLog, Azure Monitor, Fluent Bit) that belong to `win.system`, and those that are dropped. */
const SYSTEM = new Map<string, string>([
  ['SourceName', 'providerName'],
  ['ProviderName', 'providerName'],
  ['EventSourceName', 'providerName'],
  ['Provider', 'providerName'],
  ['ProviderGuid', 'providerGuid'],
  ['EventID', 'eventID'],
  ['Version', 'version'],
  ['Level', 'level'],
  ['Task', 'task'],
  ['TaskValue', 'task'],
  ['OpcodeValue', 'opcode'],
  ['RecordNumber', 'eventRecordID'],
  ['EventRecordID', 'eventRecordID'],
  ['EventRecordId', 'eventRecordID'],
  ['ExecutionProcessID', 'processID'],
  ['ThreadID', 'threadID'],
  ['ExecutionThreadID', 'threadID'],
  ['Channel', 'channel'],
  ['Hostname', 'computer'],
  ['Computer', 'computer'],
  ['Message', 'message'],
  ...DROPPED.map((key): [string, string] => [key, DROP]),
]);

/** EventType is NXLog's audit result for some providers and event data of Sysmon for others. */
const NXLOG_EVENT_TYPES = new Set([
  'AUDIT_SUCCESS',
  'AUDIT_FAILURE',
  'INFO',
  'WARNING',
  'ERROR',
  'CRITICAL',
  'VERBOSE',
]);

/**
 * The Windows event of a flat record: system properties and event data as top-level keys. Where the record carries its
 * event data as XML or as an object of its own, that is the event data and the other keys only fill gaps.
 */
export const flatWinEvent = (record: JsonObject): WinEvent => {
  const event = newWinEvent();
  const { system, eventdata } = event.win;
  for (const key in record) {
    const name = SYSTEM.get(key);
    if (name === undefined) putOther(system, eventdata, key, record[key]);
    else if (name !== DROP) putValue(system, name, record[key]);
  }
  putSystemTime(system, record);
  const mask = keywordsMask(record.Keywords);
  if (mask !== undefined) system.keywords = mask;
  if (typeof record.EventData === 'string') putEventDataXml(eventdata, record.EventData);
  else if (isObject(record.EventData)) putEventData(eventdata, record.EventData);
  system.severityValue = severityOf(system, eventdata);
  return event;
};

const putOther = (system: WinPart, eventdata: WinPart, key: string, value: unknown): void => {
  if (key === 'ProcessID' && typeof value === 'number') putValue(system, 'processID', value);
  else if (key !== 'EventType' || typeof value !== 'string' || !NXLOG_EVENT_TYPES.has(value))
    putValue(eventdata, lowerFirst(key), value);
};

const putSystemTime = (system: WinPart, record: JsonObject): void => {
  for (const key of TIMES) {
    const value = record[key];
    if (value !== undefined) putValue(system, 'systemTime', value);
  }
};
