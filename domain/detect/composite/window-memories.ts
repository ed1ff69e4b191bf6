import type { Hasher } from '../../model/hashing.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { memoryKey } from './keys.ts';
import type { Memories } from './memories.ts';
import { indexOfEvent, placeOf } from './order.ts';
import type { Windows } from './windows.ts';

const MAXIMUM_REMEMBERED = 50;

/** Memories kept in windows. A redelivered event gets the answer that it had. */
export const windowMemories = (windows: Windows, hasher: Hasher): Memories => ({
  firstSeen: (event, name, value) => {
    const key = memoryKey(name, value, hasher);
    const [first] = windows.get(key)?.memories ?? [];
    if (first !== undefined) return first.id === event.id;
    windows.change(key).memories = [{ id: event.id, time: event.time, value: '' }];
    return true;
  },
  changed: (event: DecodedEvent, name, value) => {
    const key = memoryKey(name, '', hasher);
    const digest = hasher.sha256(value);
    const known = windows.get(key)?.memories ?? [];
    const index = indexOfEvent(known, event);
    const place = index === -1 ? placeOf(known, event) : index;
    const previous = known[place - 1];
    if (index === -1) {
      const entry = { id: event.id, time: event.time, value: digest };
      windows.change(key).memories = known.toSpliced(place, 0, entry).slice(-MAXIMUM_REMEMBERED);
    }
    return previous !== undefined && previous.value !== digest;
  },
});
