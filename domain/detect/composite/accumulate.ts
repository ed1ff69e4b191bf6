import type { Hasher } from '../../model/hashing.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';
import { memoryKey } from './keys.ts';
import type { Windows } from './windows.ts';

const FIELDS: readonly StaticField[] = ['dstuser', 'srcuser', 'dstip', 'srcip', 'dstport', 'srcport', 'data'];
const MAXIMUM_VALUE = 1_024;

/**
 * `<accumulate>`: events of one host, decoder and id complete each other's fields. What is filled in decides about groups,
 * so it works only where all state is at hand.
 */
export const accumulate = (event: DecodedEvent, windows: Windows, hasher: Hasher): void => {
  const { statics } = event.fields;
  if (statics.id === undefined) return;
  const key = memoryKey('accumulate', JSON.stringify([event.hostname, event.decoder?.name, statics.id]), hasher);
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
