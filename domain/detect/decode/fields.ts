/** The fields of a fixed name; all others are dynamic. */
export const STATIC_FIELDS = [
  'srcip',
  'dstip',
  'srcport',
  'dstport',
  'srcuser',
  'dstuser',
  'protocol',
  'action',
  'id',
  'url',
  'data',
  'extra_data',
  'status',
  'system_name',
] as const;
export type StaticField = (typeof STATIC_FIELDS)[number];

const SYNONYMS: Readonly<Record<string, StaticField>> = { user: 'dstuser', systemname: 'system_name' };
const NAMES: ReadonlyMap<string, StaticField> = new Map([
  ...STATIC_FIELDS.map((name) => [name, name] as const),
  ...Object.entries(SYNONYMS),
]);

/** The static field that a name of `<order>` stands for; undefined: the name is dynamic. */
export const staticFieldOf = (name: string): StaticField | undefined => NAMES.get(name);

const MAXIMUM_DYNAMIC = 256;

/** A name of a dynamic field; `slot` is where rules look for it, -1 where no rule does. */
export type FieldName = { readonly name: string; readonly slot: number };

/** The fields of one event. Static: the last assignment wins. Dynamic: the first. */
export class EventFields {
  readonly statics: Partial<Record<StaticField, string>> = {};
  readonly names: string[] = [];
  readonly values: string[] = [];
  /** The fields that rules look for: their slots, and their values in the same order. */
  readonly slots: number[] = [];
  readonly slotValues: string[] = [];

  setDynamic(field: FieldName, value: string): void {
    if (this.names.length >= MAXIMUM_DYNAMIC) return;
    this.names.push(field.name);
    this.values.push(value);
    if (field.slot < 0 || this.slots.includes(field.slot)) return;
    this.slots.push(field.slot);
    this.slotValues.push(value);
  }

  /** The dynamic field of a slot. Events have few that rules look for, so that a search is quicker than an index. */
  valueAt(slot: number): string | undefined {
    const index = this.slots.indexOf(slot);
    return index === -1 ? undefined : this.slotValues[index];
  }
}
