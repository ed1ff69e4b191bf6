import { z } from 'zod';
import type { JsonObject } from '../values/json.ts';
import { Scalar } from './condition.ts';
import { linearPattern } from './linear-pattern.ts';
import { compilePath, type Path } from './path.ts';

/** A path into the record; `compilePath` says what it may be. */
export const PathText = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => compilePath(text) !== undefined, {
    error: 'is no path: write keys with dots between them, array elements by number (target.0.id) or [key=value]',
  });

export const Pattern = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => linearPattern(text) !== undefined, {
    error: 'is no RE2 pattern: look-around and back-references are not offered, named groups are (?<name>…)',
  });

const Table = z.record(z.string().max(300), Scalar).refine((table) => Object.keys(table).length <= 500, {
  error: 'has more than 500 entries',
});

const OPTIONS = {
  /** RE2 pattern; its first group is the value. */
  extract: Pattern.optional(),
  lower_case: z.boolean().optional(),
  /** For durations and sizes in other units. */
  multiply: z.number().optional(),
  /** What the value stands for; what the table lacks is no value. */
  map: Table.optional(),
  /** The same by the beginning of the value; the longest counts. */
  prefix: Table.optional(),
  /** Where nothing came out. */
  default: Scalar.optional(),
};

/** Where the value of a field comes from. */
export const ValueSource = z.union(
  [
    PathText,
    z.strictObject({ value: Scalar }),
    z.strictObject({ from: PathText, ...OPTIONS }),
    z.strictObject({ first_of: z.array(PathText).min(1).max(20), ...OPTIONS }),
  ],
  {
    error:
      'write a path, {value: …}, or {from: path} / {first_of: [paths]} with extract, lower_case, multiply, map, prefix, default',
  },
);
export type ValueSource = z.infer<typeof ValueSource>;

/** The value of a record; undefined for none. */
export type ReadValue = (record: JsonObject) => unknown;

const pathsOf = (texts: readonly string[]): Path[] =>
  texts.map((text) => compilePath(text)).filter((path) => path !== undefined);

const byPrefix = (table: Readonly<Record<string, Scalar>>): ((text: string) => Scalar | undefined) => {
  const prefixes = Object.entries(table).toSorted(([a], [b]) => b.length - a.length);
  return (text) => prefixes.find(([prefix]) => text.startsWith(prefix))?.[1];
};

const extraction = (source: string): ((text: string) => unknown) => {
  const hasGroup = (linearPattern(source)?.groupCount ?? 0) > 0;
  const pattern = linearPattern(hasGroup ? source : `(${source})`);
  return (text) => pattern?.find(text)?.(1);
};

type Step = (value: unknown) => unknown;

const isText = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const onText =
  (change: (text: string) => unknown): Step =>
  (value) =>
    isText(value) ? change(String(value)) : undefined;

export const compileValue = (source: ValueSource): ReadValue => {
  if (typeof source === 'string') return compilePath(source)?.read ?? (() => undefined);
  if ('value' in source) return () => source.value;
  const paths = pathsOf('from' in source ? [source.from] : source.first_of);
  const steps: Step[] = [];
  if (source.extract !== undefined) steps.push(onText(extraction(source.extract)));
  if (source.lower_case) steps.push(onText((text) => text.toLowerCase()));
  const { map, prefix, multiply } = source;
  if (map !== undefined || prefix !== undefined) {
    const exact = new Map(Object.entries(map ?? {}));
    const beginning = byPrefix(prefix ?? {});
    steps.push(onText((text) => exact.get(text) ?? beginning(text)));
  }
  if (multiply !== undefined) steps.push(onText((text) => (text.trim() === '' ? undefined : Number(text) * multiply)));
  return (record) => {
    for (const path of paths) {
      let value = path.read(record);
      for (const step of steps) value = step(value);
      if (value !== undefined && value !== null && value !== '') return value;
    }
    return source.default;
  };
};
