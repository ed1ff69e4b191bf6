import type { DecodedEvent } from '../decode/event.ts';

/** State of single events that conditions ask for: whether something was seen before. */
export type Memories = {
  /** True for the first event of the name and value, and for its redeliveries. */
  firstSeen(event: DecodedEvent, name: string, value: string): boolean;
  /** True where the previous value of the name was another one; false at first sight. */
  changed(event: DecodedEvent, name: string, value: string): boolean;
};
