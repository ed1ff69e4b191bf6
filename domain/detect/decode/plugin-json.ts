import { bytesOf, textOf } from '../bytes.ts';
import type { DecodedEvent } from './event.ts';
import type { FieldTable, JsonPath } from './field-table.ts';
import type { StaticField } from './fields.ts';
import { parseJson } from './json-parse.ts';
import { printArray, printNumber } from './json-print.ts';
import type { Plugin } from './plugin-type.ts';

const TOP_LEVEL: Readonly<Record<string, StaticField>> = {
  srcip: 'srcip',
  dstip: 'dstip',
  srcport: 'srcport',
  dstport: 'dstport',
  protocol: 'protocol',
  action: 'action',
  srcuser: 'srcuser',
  dstuser: 'dstuser',
  id: 'id',
  status: 'status',
  url: 'url',
  data: 'data',
  extra_data: 'extra_data',
  systemname: 'system_name',
};
const STATIC_KEYS: ReadonlyMap<string, StaticField> = new Map(Object.entries(TOP_LEVEL));
const MAXIMUM_DEPTH = 100;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldValueOf = (event: DecodedEvent, value: unknown): string | undefined => {
  if (typeof value === 'string') return event.ascii ? value : bytesOf(value);
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return event.decoder?.jsonNull === 'discard' ? undefined : 'null';
  return Array.isArray(value) ? bytesOf(printArray(value, event.decoder?.jsonArrays ?? 'array')) : undefined;
};

const setTopLevel = (event: DecodedEvent, key: string, value: string): boolean => {
  const { statics } = event.fields;
  const field = STATIC_KEYS.get(key);
  if (field !== undefined) {
    statics[field] = value;
    return true;
  }
  if (key !== 'user') return false;
  statics.dstuser ??= value;
  return true;
};

const flatten = (
  event: DecodedEvent,
  object: Record<string, unknown>,
  path: JsonPath,
  table: FieldTable,
  depth: number,
): void => {
  for (const key in object) {
    const item = object[key];
    if (isObject(item)) {
      if (depth < MAXIMUM_DEPTH) flatten(event, item, table.below(path, key), table, depth + 1);
      continue;
    }
    const value = fieldValueOf(event, item);
    if (value === undefined || (depth === 0 && setTopLevel(event, key, value))) continue;
    event.fields.setDynamic(table.below(path, key).field, value);
  }
};

/** Makes fields of the members of a document. */
export const setJsonFields = (event: DecodedEvent, document: Record<string, unknown>, table: FieldTable): void =>
  flatten(event, document, table.jsonRoot, table, 0);

/** JSON_Decoder: nested objects become dotted names; a syntax error decodes nothing. */
export const jsonPlugin: Plugin = (event, start, table) => {
  const given = start === 0 ? event.parsed : undefined;
  const value = given ?? parseJson(start === 0 ? textOf(event.log) : textOf(event.log.slice(start)));
  if (isObject(value)) setJsonFields(event, value, table);
};
