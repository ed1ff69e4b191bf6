import { lowerCaseOf } from '../bytes.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';
import { STATIC_FIELDS } from '../decode/fields.ts';
import type { Discriminator } from './discriminator.ts';

const WORTHWHILE = 5;
const NONE: readonly number[] = [];

type FieldBuckets = { readonly slot: number; readonly present: number[]; readonly byValue: Map<string, number[]> };
type StaticBuckets = { readonly name: StaticField; readonly byValue: Map<string, number[]> };

const weightOf = (discriminator: Discriminator): number =>
  discriminator.kind === 'field'
    ? discriminator.values === undefined
      ? 1
      : 4
    : discriminator.kind === 'static'
      ? 3
      : 2;

/** What the index reads of a rule. */
type Indexed = { readonly body: { readonly discriminators: readonly Discriminator[] } };

const best = (rule: Indexed): Discriminator | undefined =>
  rule.body.discriminators.toSorted((a, b) => weightOf(b) - weightOf(a))[0];

const merge = (a: readonly number[], b: readonly number[]): readonly number[] => {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged: number[] = [];
  let [left, right] = [0, 0];
  while (left < a.length || right < b.length) {
    const [x, y] = [a[left] ?? Number.POSITIVE_INFINITY, b[right] ?? Number.POSITIVE_INFINITY];
    merged.push(Math.min(x, y));
    if (x <= y) left++;
    if (y <= x) right++;
  }
  return merged;
};

/** Finds, among many children of a rule, those that an event can match, in the order in which they are tried. */
export class ChildIndex {
  private readonly always: number[] = [];
  private readonly byDecoder = new Map<string, number[]>();
  private readonly byField: FieldBuckets[] = [];
  private readonly byStatic: StaticBuckets[] = [];

  constructor(children: readonly Indexed[]) {
    children.forEach((child, index) => {
      this.place(best(child), index);
    });
  }

  /** An index where it pays. */
  static over(children: readonly Indexed[]): ChildIndex | undefined {
    return children.length >= WORTHWHILE ? new ChildIndex(children) : undefined;
  }

  private place(discriminator: Discriminator | undefined, index: number): void {
    if (discriminator === undefined) this.always.push(index);
    else if (discriminator.kind === 'decoder') add(this.byDecoder, discriminator.name, index);
    else if (discriminator.kind === 'static') {
      const name = STATIC_FIELDS.find((field) => field === discriminator.name);
      if (name === undefined) this.always.push(index);
      else
        addAll(
          bucketOf(
            this.byStatic,
            (each) => each.name === name,
            () => ({ name, byValue: new Map() }),
          ).byValue,
          discriminator.values,
          index,
        );
    } else {
      const { slot, values } = discriminator;
      const buckets = bucketOf(
        this.byField,
        (each) => each.slot === slot,
        () => ({
          slot,
          present: [],
          byValue: new Map<string, number[]>(),
        }),
      );
      if (values === undefined) buckets.present.push(index);
      else addAll(buckets.byValue, values, index);
    }
  }

  /** Indexes of the children to try. */
  candidates(event: DecodedEvent): readonly number[] {
    let found: readonly number[] = this.always;
    if (event.decoder !== undefined) found = merge(found, this.byDecoder.get(event.decoder.name) ?? NONE);
    for (const { slot, present, byValue } of this.byField) {
      const value = event.fields.slots[slot];
      if (value === undefined) continue;
      found = merge(found, present);
      if (byValue.size > 0) found = merge(found, byValue.get(lowerCaseOf(value)) ?? NONE);
    }
    for (const { name, byValue } of this.byStatic) {
      const value = event.fields.statics[name];
      if (value !== undefined) found = merge(found, byValue.get(lowerCaseOf(value)) ?? NONE);
    }
    return found;
  }
}

const add = (map: Map<string, number[]>, key: string, index: number): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else if (list.at(-1) !== index) list.push(index);
};

const addAll = (map: Map<string, number[]>, keys: readonly string[], index: number): void => {
  for (const key of keys) add(map, key, index);
};

const bucketOf = <Bucket>(buckets: Bucket[], is: (bucket: Bucket) => boolean, make: () => Bucket): Bucket => {
  const known = buckets.find(is);
  if (known !== undefined) return known;
  const made = make();
  buckets.push(made);
  return made;
};
