import type { Meter } from '../pattern/matcher.ts';
import type { DecoderIdentity } from './decoder.ts';
import type { EventFields } from './fields.ts';

/** A line on its way through decoders and rules. All texts are bytes. */
export type DecodedEvent = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly agentId: string;
  readonly location: string;
  readonly log: string;
  readonly hostname: string;
  readonly programName: string | undefined;
  readonly parsed: unknown;
  /** Neither the line nor an escape in it is beyond ASCII, so that values need no conversion. */
  readonly ascii: boolean;
  readonly fields: EventFields;
  decoder: DecoderIdentity | undefined;
  /** The rule of another manager's alert, which is the result without running the rules. */
  forwarded: { readonly ruleId: string; readonly level: number; readonly description: string } | undefined;
  /** Fields of earlier events were filled in (`<accumulate>`). */
  accumulated?: boolean;
  /** What the patterns of decoders may spend on it. */
  readonly meter: Meter;
  /** What the rules' literal table found, by subject; filled as rules ask. */
  readonly literals: (readonly number[] | undefined)[];
  /** Rules and decoders whose pattern gave up on this event. */
  readonly errors: Set<string>;
};
