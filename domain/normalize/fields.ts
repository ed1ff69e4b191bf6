import { BANKING_FIELDS } from './fields/banking-fields.ts';
import { CLOUD_FIELDS } from './fields/cloud-fields.ts';
import { EVENT_FIELDS } from './fields/event-fields.ts';
import type { Field } from './fields/field.ts';
import { HOST_FIELDS } from './fields/host-fields.ts';
import { NETWORK_FIELDS } from './fields/network-fields.ts';
import { PRODUCT_FIELDS } from './fields/product-fields.ts';

/**
 * The catalogue of all fields that a normalized event may have, with their OpenSearch types. Names are the seeds' where
 * the seeds name a field, Elastic Common Schema otherwise; `source_port` and its kin follow the seeds' `source_ip`, since
 * `source` itself is the configured source and cannot be an object as well. The index templates are generated from it.
 */
export const FIELDS = {
  ...EVENT_FIELDS,
  ...BANKING_FIELDS,
  ...NETWORK_FIELDS,
  ...HOST_FIELDS,
  ...CLOUD_FIELDS,
  ...PRODUCT_FIELDS,
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;

/** A field's place in a draft. Places are in the order of the names as RFC 8785 sorts them (UTF-16 code units). */
export type Slot = number;

const ENTRIES: readonly (readonly [string, Field])[] = Object.entries<Field>(FIELDS).sort(([a], [b]) =>
  a < b ? -1 : a > b ? 1 : 0,
);

/** Names of all fields, sorted: the name at a slot. */
export const FIELD_NAMES: readonly string[] = ENTRIES.map(([name]) => name);
/** How many characters a string at a slot may have. */
export const FIELD_BOUNDS: readonly number[] = ENTRIES.map(([, field]) => field.bound);

const SLOTS = new Map(FIELD_NAMES.map((name, slot) => [name, slot]));

export const slotOf = (name: FieldName): Slot => SLOTS.get(name) ?? -1;
