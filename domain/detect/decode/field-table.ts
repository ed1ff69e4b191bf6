import { bytesOf, lowerCaseOf } from '../bytes.ts';
import type { FieldName } from './fields.ts';

/** A key of a JSON document with its dotted name and the keys below it. */
export type JsonPath = { readonly field: FieldName; readonly children: Map<string, JsonPath> };

const MAXIMUM_PATHS = 50_000;
const MAXIMUM_NAME = 512;

/**
 * Numbers the names that rules look for, so that a condition reads an array instead of searching names.
 * JSON keys are remembered as a tree, so that the dotted name of a key is made once, not for every event.
 */
export class FieldTable {
  private readonly slots = new Map<string, number>();
  private readonly root: JsonPath = { field: { name: '', slot: -1 }, children: new Map() };
  private paths = 0;

  /** The slot of a name that a rule uses (case-insensitive). Only while compiling. */
  slotFor(name: string): number {
    const lower = lowerCaseOf(name);
    const known = this.slots.get(lower);
    if (known !== undefined) return known;
    this.slots.set(lower, this.slots.size);
    return this.slots.size - 1;
  }

  get size(): number {
    return this.slots.size;
  }

  fieldOf(name: string): FieldName {
    return { name, slot: this.slots.get(lowerCaseOf(name)) ?? -1 };
  }

  get jsonRoot(): JsonPath {
    return this.root;
  }

  /** The key below a path. Beyond a bound, which only hostile documents reach, keys are no longer remembered. */
  below(parent: JsonPath, key: string): JsonPath {
    const known = parent.children.get(key);
    if (known !== undefined) return known;
    const name = parent === this.root ? bytesOf(key) : `${parent.field.name}.${bytesOf(key)}`;
    const path: JsonPath = { field: this.fieldOf(name), children: new Map() };
    if (this.paths < MAXIMUM_PATHS && name.length <= MAXIMUM_NAME) {
      this.paths++;
      parent.children.set(key, path);
    }
    return path;
  }
}
