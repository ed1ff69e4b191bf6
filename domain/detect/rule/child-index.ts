import { lowerCaseOf } from '../bytes.ts';
import type { DecodedEvent } from '../decode/event.ts';
import type { StaticField } from '../decode/fields.ts';
import { STATIC_FIELDS } from '../decode/fields.ts';
import { type Discriminator, selectivityOf } from './discriminator.ts';
import type { LiteralTable } from './literal-table.ts';

const WORTHWHILE = 5;

type FieldBuckets = { readonly present: number[]; readonly byValue: Map<string, number[]> };
type LiteralBuckets = { readonly subject: number; readonly byLiteral: Map<number, number[]> };
type StaticBuckets = { readonly name: StaticField; readonly byValue: Map<string, number[]> };

/** What the index reads of a rule. */
type Indexed = { readonly body: { readonly discriminators: readonly Discriminator[] } };

const best = (rule: Indexed): Discriminator | undefined =>
  rule.body.discriminators.toSorted((a, b) => selectivityOf(b) - selectivityOf(a))[0];

const merge = (a: readonly number[], b: readonly number[] | undefined): readonly number[] => {
  if (b === undefined || b.length === 0) return a;
  if (a.length === 0) return b;
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
  private readonly byField = new Map<number, FieldBuckets>();
  private readonly byStatic: StaticBuckets[] = [];
  private readonly byLiteral: LiteralBuckets[] = [];
  private readonly table: LiteralTable;

  constructor(children: readonly Indexed[], table: LiteralTable) {
    this.table = table;
    children.forEach((child, index) => {
      this.place(best(child), index);
    });
  }

  /** An index where it pays. */
  static over(children: readonly Indexed[], table: LiteralTable): ChildIndex | undefined {
    return children.length >= WORTHWHILE ? new ChildIndex(children, table) : undefined;
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
    } else if (discriminator.kind === 'literal') {
      const subject = this.table.subjectFor(discriminator.key, discriminator.subject);
      const buckets = bucketOf(
        this.byLiteral,
        (each) => each.subject === subject,
        () => ({ subject, byLiteral: new Map() }),
      );
      const numbers = discriminator.literals.map((literal) => this.table.numberOf(subject, literal));
      addAll(buckets.byLiteral, numbers, index);
    } else {
      const { slot, values } = discriminator;
      const buckets = this.byField.get(slot) ?? { present: [], byValue: new Map<string, number[]>() };
      this.byField.set(slot, buckets);
      if (values === undefined) buckets.present.push(index);
      else addAll(buckets.byValue, values, index);
    }
  }

  /** Indexes of the children to try, ascending. */
  candidates(event: DecodedEvent): readonly number[] {
    let found: readonly number[] = this.always;
    if (this.byDecoder.size > 0 && event.decoder !== undefined)
      found = merge(found, this.byDecoder.get(event.decoder.name));
    if (this.byField.size > 0) found = this.withFields(event, found);
    for (let at = 0; at < this.byStatic.length; at++) {
      const buckets = this.byStatic[at];
      const value = buckets === undefined ? undefined : event.fields.statics[buckets.name];
      if (value !== undefined) found = merge(found, buckets?.byValue.get(lowerCaseOf(value)));
    }
    for (let at = 0; at < this.byLiteral.length; at++) {
      const buckets = this.byLiteral[at];
      if (buckets === undefined) continue;
      const literals = this.table.found(event, buckets.subject);
      for (let index = 0; index < literals.length; index++) {
        found = merge(found, buckets.byLiteral.get(literals[index] ?? -1));
      }
    }
    return found;
  }

  private withFields(event: DecodedEvent, before: readonly number[]): readonly number[] {
    const { slots, slotValues } = event.fields;
    let found = before;
    for (let at = 0; at < slots.length; at++) {
      const buckets = this.byField.get(slots[at] ?? -1);
      if (buckets === undefined) continue;
      found = merge(found, buckets.present);
      if (buckets.byValue.size > 0) found = merge(found, buckets.byValue.get(lowerCaseOf(slotValues[at] ?? '')));
    }
    return found;
  }
}

const add = <Key>(map: Map<Key, number[]>, key: Key, index: number): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else if (list.at(-1) !== index) list.push(index);
};

const addAll = <Key>(map: Map<Key, number[]>, keys: readonly Key[], index: number): void => {
  for (const key of keys) add(map, key, index);
};

const bucketOf = <Bucket>(buckets: Bucket[], is: (bucket: Bucket) => boolean, make: () => Bucket): Bucket => {
  const known = buckets.find(is);
  if (known !== undefined) return known;
  const made = make();
  buckets.push(made);
  return made;
};
