import { isObject, type JsonObject, objectAt } from '../../values/json.ts';
import { keywordsMask, severityOf } from './keywords.ts';
import { lowerFirst, newWinEvent, putValue, type WinEvent, type WinPart } from './win-event.ts';

/**
 * The Windows event of the event log's XML turned into JSON (`{"Event":{"System":…,"EventData":…}}`). Attributes stand
 * under `#attributes` (evtx_dump), under `<element>_attributes` (evtx_dump with separate attributes), as `@Name`
 * (xmltodict) or as plain members.
 */
export const evtxEvent = (record: JsonObject): WinEvent => {
  const event = newWinEvent();
  const { system, eventdata } = event.win;
  const from = objectAt(record, 'System');
  putValue(
    system,
    'providerName',
    attribute(from, 'Provider', 'Name') ?? attribute(from, 'Provider', 'EventSourceName'),
  );
  putValue(system, 'providerGuid', attribute(from, 'Provider', 'Guid'));
  for (const name of ['EventID', 'Version', 'Level', 'Task', 'Opcode', 'EventRecordID', 'Channel', 'Computer'])
    putValue(system, lowerFirst(name), from[name]);
  const mask = keywordsMask(isObject(from.Keywords) ? from.Keywords['#text'] : from.Keywords);
  if (mask !== undefined) system.keywords = mask;
  putValue(system, 'systemTime', attribute(from, 'TimeCreated', 'SystemTime'));
  putValue(system, 'processID', attribute(from, 'Execution', 'ProcessID'));
  putValue(system, 'threadID', attribute(from, 'Execution', 'ThreadID'));
  putValue(system, 'message', objectAt(record, 'RenderingInfo').Message ?? record.Message);
  for (const member of Object.values(objectAt(record, 'UserData'))) if (isObject(member)) putData(eventdata, member);
  putData(eventdata, objectAt(record, 'EventData'));
  system.severityValue = severityOf(system, eventdata);
  return event;
};

const attribute = (parent: JsonObject, element: string, name: string): unknown => {
  const beside = parent[`${element}_attributes`];
  if (isObject(beside)) return beside[name];
  const child = parent[element];
  if (!isObject(child)) return name === 'Name' || name === 'SystemTime' ? child : undefined;
  const attributes = child['#attributes'];
  return (isObject(attributes) ? attributes[name] : undefined) ?? child[`@${name}`] ?? child[name];
};

const putData = (eventdata: WinPart, data: JsonObject): void => {
  for (const name in data) {
    if (name === '#attributes' || name.startsWith('@') || name.endsWith('_attributes')) continue;
    const value = data[name];
    if (name === 'Data') putNamed(eventdata, Array.isArray(value) ? value : [value]);
    else putValue(eventdata, lowerFirst(name), value);
  }
};

/** `Data` elements: named ones by their name, unnamed ones joined under `data`. */
const putNamed = (eventdata: WinPart, items: readonly unknown[]): void => {
  const unnamed: unknown[] = [];
  for (const item of items) {
    const attributes = isObject(item) ? (item['#attributes'] ?? item) : undefined;
    const name = isObject(attributes) ? (attributes['@Name'] ?? attributes.Name) : undefined;
    if (isObject(item) && typeof name === 'string')
      putValue(eventdata, lowerFirst(name), item['#text'] ?? item.content);
    else if (isObject(item) && Array.isArray(item['#text'])) unnamed.push(...item['#text']);
    else unnamed.push(item);
  }
  if (unnamed.length > 0) putValue(eventdata, 'data', unnamed);
};
