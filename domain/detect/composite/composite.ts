import type { Hasher } from '../../model/hashing.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';
import type { Matcher } from '../pattern/matcher.ts';

/** A field that events are compared by. `name` as the rule names it. */
export type ComparedField = { readonly name: string } & (
  | { readonly kind: 'static'; readonly field: StaticField }
  | { readonly kind: 'dynamic'; readonly slot: number }
  | { readonly kind: 'location' }
);

/** Which earlier events a composite rule counts. */
export type Counted =
  | { readonly kind: 'sid'; readonly id: string }
  | { readonly kind: 'group'; readonly group: Matcher }
  | { readonly kind: 'regex'; readonly log: Matcher };

export type Composite = {
  readonly counted: Counted;
  /** Events that must have come within the timeframe, the current one included. */
  readonly frequency: number;
  /** Seconds. */
  readonly timeframe: number;
  readonly same: readonly ComparedField[];
  readonly different: readonly ComparedField[];
  readonly globalFrequency: boolean;
  /** Triggered by the events that it counts, not by an event of another kind. */
  readonly pure: boolean;
};

const MAXIMUM_TEXT = 400;

export const valueOfField = (event: DecodedEvent, compared: ComparedField): string | undefined => {
  if (compared.kind === 'static') return event.fields.statics[compared.field];
  return compared.kind === 'dynamic' ? event.fields.valueAt(compared.slot) : event.location;
};

/** Long texts by their hash: equality is all that counts, and a key of the table has 1,024 bytes. */
const bounded = (text: string, hasher: Hasher): string =>
  text.length <= MAXIMUM_TEXT ? text : `sha256:${hasher.sha256(text)}`;

/**
 * The group of an event: canonical text of the values that must be the same. Undefined where one is missing: such an
 * event neither counts nor fires.
 */
export const groupOf = (event: DecodedEvent, composite: Composite, hasher: Hasher): string | undefined => {
  const values: string[] = [];
  if (!composite.globalFrequency && event.agentId !== '000') values.push(`agent ${event.agentId}`);
  if (composite.counted.kind === 'regex') values.push(`type ${event.decoder?.type ?? 'syslog'}`);
  for (const compared of composite.same) {
    const value = valueOfField(event, compared);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values.length === 0 ? '' : bounded(JSON.stringify(values), hasher);
};

/** The values by which later events must differ; undefined where the rule does not ask. */
export const differenceOf = (
  event: DecodedEvent,
  composite: Composite,
  hasher: Hasher,
): readonly (string | null)[] | undefined => {
  if (composite.different.length === 0) return undefined;
  return composite.different.map((compared) => {
    const value = valueOfField(event, compared);
    return value === undefined ? null : bounded(value, hasher);
  });
};
