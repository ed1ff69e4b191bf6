import type { Hasher } from '../../model/hashing.ts';
import type { WindowKey } from '../../ports/correlation-store.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';
import { memoryKey } from './keys.ts';
import type { Windows } from './windows.ts';

const FIELDS: readonly StaticField[] = ['dstuser', 'srcuser', 'dstip', 'srcip', 'dstport', 'srcport', 'data'];
const MAXIMUM_VALUE = 1_024;

/** Where fields of the event's host, decoder and id are kept; undefined where its decoder does not accumulate. */
export const accumulateKey = (event: DecodedEvent, hasher: Hasher): WindowKey | undefined => {
  const { id } = event.fields.statics;
  if (event.decoder?.accumulate !== true || id === undefined) return undefined;
  return memoryKey('accumulate', JSON.stringify([event.hostname, event.decoder.name, id]), hasher);
};

/**
 * `<accumulate>`: events of one host, decoder and id complete each other's fields, once an event. What is filled in decides
 * about groups, so it comes before anything else that asks for windows.
 */
export const accumulate = (event: DecodedEvent, windows: Windows, hasher: Hasher): void => {
  const key = event.accumulated ? undefined : accumulateKey(event, hasher);
  if (key === undefined) return;
  event.accumulated = true;
  const { statics } = event.fields;
  const known = new Map((windows.get(key)?.memories ?? []).map((memory) => [memory.id, memory]));
  for (const field of FIELDS) {
    const value = statics[field];
    if (value === undefined) {
      const remembered = known.get(field)?.value;
      if (remembered !== undefined) statics[field] = remembered;
    } else if (value.length <= MAXIMUM_VALUE) known.set(field, { id: field, time: event.time, value });
  }
  windows.change(key).memories = [...known.values()];
};
