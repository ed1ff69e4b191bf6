import type { Bounds } from './pattern.ts';

/** Where the format has a field of a Sigma rule. */
export type Target = {
  /** `field`: a dynamic field of that name; `pair`: `name=value` in a text line; else the element with that name. */
  readonly kind: 'field' | 'text' | 'address' | 'pair';
  readonly name: string;
  /** Keys from the outermost object of the JSON line; undefined where the decoder always gives the field. */
  readonly path: readonly string[] | undefined;
  /** No other object of the line has a key of that name. */
  readonly unique?: boolean;
  /** The path may stand there as one key, with dots. */
  readonly joined?: boolean;
  /** Where the value stands in the field, if it is not all of it. */
  readonly bounds?: Bounds;
  /** Empty values do not reach rules: the field is missing then. */
  readonly emptyIsMissing?: boolean;
};

/** One way in which the events of a log source come. */
export type View = {
  readonly name: string;
  /** Level-0 rules that recognise the source; whichever of them are loaded become parents. */
  readonly bases: readonly string[];
  /** The decoder, for where none of them is loaded; undefined: events that none recognises belong to the source too. */
  readonly decoder: string | undefined;
  /** Said of each rule that is converted for the view. */
  readonly note?: string;
  /** What else events of the source have. */
  readonly conditions: readonly { readonly name: string; readonly pattern: string }[];
  /** Undefined: events of this view never have the field. */
  readonly target: (field: string) => Target | undefined;
};

const TEXTS = ['id', 'url', 'status', 'action', 'protocol', 'srcport', 'dstport', 'data', 'extra_data', 'user'];

/** Top-level keys that the JSON decoder puts into fields of the format, which have an element of their own. */
const elementOf = (name: string): Pick<Target, 'kind' | 'name'> => {
  if (TEXTS.includes(name)) return { kind: 'text', name };
  if (name === 'srcip' || name === 'dstip') return { kind: 'address', name };
  return name === 'systemname' ? { kind: 'text', name: 'system_name' } : { kind: 'field', name };
};

/** A field of a JSON line under its own name. */
export const jsonTarget = (name: string): Target => ({ ...elementOf(name), path: name.split('.'), joined: true });

/** A field below an envelope that this project makes (`win`, `aws`). */
export const envelopedTarget = (...path: readonly string[]): Target => ({ kind: 'field', name: path.join('.'), path });
