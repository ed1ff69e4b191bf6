import { type Draft, putBoolean, putDouble, putIp, putLong, putPort, putText } from '../draft.ts';
import { type FieldName, type Slot, slotOf } from '../fields.ts';
import type { JsonObject } from '../values/json.ts';

/** How a value of the record gets into a field. */
export type Put = (draft: Draft, slot: Slot, value: unknown) => void;

/** Which key of a record goes to which field. */
export type Row = readonly [key: string, field: FieldName, put: Put];

export type Column = { readonly key: string; readonly slot: Slot; readonly put: Put };

/** The columns of each key. */
export type Table = ReadonlyMap<string, readonly Column[]>;

export const columnsOf = (rows: readonly Row[]): readonly Column[] =>
  rows.map(([key, field, put]) => ({ key, slot: slotOf(field), put }));

/** A field table, resolved once when the module loads. No two keys may fill the same field: their order is the line's. */
export const table = (rows: readonly Row[]): Table => Map.groupBy(columnsOf(rows), ({ key }) => key);

/** Goes through the record's keys rather than the table's: looking for keys that a record lacks is what costs. */
export const applyTable = (draft: Draft, columns: Table, record: JsonObject): void => {
  for (const key in record) {
    const found = columns.get(key);
    if (found === undefined) continue;
    const value = record[key];
    if (value !== undefined && value !== null) for (const { put, slot } of found) put(draft, slot, value);
  }
};

/** Applies columns in their order: later ones win where several keys fill one field. */
export const applyInOrder = (draft: Draft, columns: readonly Column[], record: JsonObject): void => {
  for (const column of columns) {
    const value = record[column.key];
    if (value !== undefined && value !== null) column.put(draft, column.slot, value);
  }
};

export const text: Put = putText;
export const long: Put = putLong;
export const double: Put = putDouble;
export const port: Put = putPort;
export const boolean: Put = putBoolean;
/** An address: valid ones in the field of the row, others in `addressField`. */
export const ip = (addressField: FieldName): Put => {
  const addressSlot = slotOf(addressField);
  return (draft, slot, value) => putIp(draft, slot, addressSlot, value);
};
export const lowerCase: Put = (draft, slot, value) => {
  if (typeof value === 'string') putText(draft, slot, value.toLowerCase());
};
