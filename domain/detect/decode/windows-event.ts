import { putEventDataXml, unescapeXml } from '../../normalize/lines/windows/event-data-xml.ts';
import { severityOf } from '../../normalize/lines/windows/keywords.ts';
import {
  lowerFirst,
  newWinEvent,
  putValue,
  type WinEvent,
  type WinPart,
} from '../../normalize/lines/windows/win-event.ts';
import { textOf } from '../bytes.ts';
import type { DecoderIdentity } from './decoder.ts';
import type { DecodedEvent } from './event.ts';
import type { FieldTable } from './field-table.ts';
import { parseJson } from './json-parse.ts';
import { isObject, setJsonFields } from './plugin-json.ts';

/** What events of the Windows event channel are decoded as; no file defines it. */
export const WINDOWS_EVENTCHANNEL: DecoderIdentity = {
  name: 'windows_eventchannel',
  parent: undefined,
  shown: { name: 'windows_eventchannel' },
  type: 'ossec',
  fts: [],
  pluginOffset: 'log',
  jsonNull: 'string',
  jsonArrays: 'array',
  accumulate: false,
};

const START = /^\{\s*"(?:Message|Event)"/;
const TEXTS = ['EventID', 'Version', 'Level', 'Task', 'Opcode', 'Keywords', 'EventRecordID', 'Channel', 'Computer'];
const ATTRIBUTES = [
  ['Provider', 'Name', 'providerName'],
  ['Provider', 'Guid', 'providerGuid'],
  ['Provider', 'EventSourceName', 'eventSourceName'],
  ['TimeCreated', 'SystemTime', 'systemTime'],
  ['Execution', 'ProcessID', 'processID'],
  ['Execution', 'ThreadID', 'threadID'],
] as const;

const between = (xml: string, start: string, end: string, from = 0): string | undefined => {
  const open = xml.indexOf(start, from);
  const close = open === -1 ? -1 : xml.indexOf(end, open + start.length);
  return close === -1 ? undefined : xml.slice(open + start.length, close);
};

const attributeOf = (tag: string, name: string): string | undefined =>
  between(tag, ` ${name}='`, "'") ?? between(tag, ` ${name}="`, '"');

const readSystem = (xml: string, system: WinPart): void => {
  for (const [element, attribute, name] of ATTRIBUTES) {
    const value = attributeOf(between(xml, `<${element}`, '>') ?? '', attribute);
    if (value !== undefined) putValue(system, name, unescapeXml(value));
  }
  for (const element of TEXTS) {
    const whole = between(xml, `<${element}`, `</${element}>`);
    const text = whole?.slice(whole.indexOf('>') + 1);
    if (text !== undefined) putValue(system, lowerFirst(element), unescapeXml(text));
  }
};

const winEventOf = (xml: string, message: unknown): WinEvent => {
  const event = newWinEvent();
  const { system, eventdata } = event.win;
  readSystem(between(xml, '<System>', '</System>') ?? '', system);
  if (typeof message === 'string' && message !== '') system.message = message;
  const userData = between(xml, '<UserData>', '</UserData>');
  putEventDataXml(eventdata, between(xml, '<EventData>', '</EventData>') ?? userData ?? '');
  system.severityValue = severityOf(system, eventdata);
  return event;
};

/** Decodes `{"Message":…,"Event":"<Event …>"}`, as Wazuh's agent sends Windows events; false where the log is none. */
export const decodeWindowsEvent = (event: DecodedEvent, table: FieldTable): boolean => {
  if (!START.test(event.log)) return false;
  const document = event.parsed ?? parseJson(textOf(event.log));
  if (!isObject(document) || typeof document.Event !== 'string' || !/^\s*<Event/.test(document.Event)) return false;
  event.decoder = WINDOWS_EVENTCHANNEL;
  setJsonFields(event, winEventOf(document.Event, document.Message), table);
  return true;
};
