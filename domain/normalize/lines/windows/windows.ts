import { isObject, type JsonObject } from '../../values/json.ts';
import { evtxEvent } from './evtx.ts';
import { flatWinEvent } from './flat.ts';
import type { WinEvent } from './win-event.ts';
import { winlogbeatEvent } from './winlogbeat.ts';

/** The Windows event that a record of any known producer holds; undefined where it is none. */
export const windowsEvent = (record: JsonObject): WinEvent | undefined => {
  const { EventID, Channel, winlog, Event } = record;
  if (EventID !== undefined && (typeof EventID === 'number' || typeof EventID === 'string'))
    return typeof Channel === 'string' || hasProvider(record) ? flatWinEvent(record) : undefined;
  if (isObject(winlog)) return winlogbeatEvent(record, winlog);
  if (isObject(Event) && isObject(Event.System)) return evtxEvent(Event);
  return undefined;
};

const hasProvider = (record: JsonObject): boolean =>
  typeof record.SourceName === 'string' ||
  typeof record.ProviderName === 'string' ||
  typeof record.EventSourceName === 'string';
