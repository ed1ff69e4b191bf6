import { type Draft, putBoolean, putDouble, putIp, putLong, putPort, putText } from '../draft.ts';
import type { Field } from '../fields/field.ts';
import { FIELDS, type FieldName, slotOf } from '../fields.ts';
import type { Put } from '../map/table.ts';
import { normalizeIp } from '../values/ip.ts';

/** What the ingress, normalize itself, or the parser's own `time`, `category` and `log_source` decide. */
const DECIDED_ELSEWHERE: ReadonlySet<string> = new Set<FieldName>([
  '@timestamp',
  'tenant',
  'source',
  'trust',
  'log_source',
  'event_category',
  'zone',
  'business_unit',
  'compliance_frameworks',
  'risk_flags',
  'event_fingerprint',
  'message_signature',
  'signature_key_id',
  'source_zone',
  'destination.zone',
  'event.id',
  'event.ingest_id',
  'event.ingested',
  'event.original',
  'event.repeated',
  'event.time_assumed',
  'event.parser',
  'event.parser_version',
]);

const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

/** The fields that a parser may fill. */
export const PARSER_FIELDS: readonly FieldName[] = Object.keys(FIELDS)
  .filter(isField)
  .filter((name) => !DECIDED_ELSEWHERE.has(name));

export const isParserField = (name: string): name is FieldName => isField(name) && !DECIDED_ELSEWHERE.has(name);

/** Fields that take what stands where an address is expected and is none. */
const ADDRESS_FIELDS: Readonly<Partial<Record<FieldName, FieldName>>> = {
  source_ip: 'source_address',
  'destination.ip': 'destination.address',
  'client.ip': 'client.address',
};

const MAXIMUM_ITEMS = 20;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const scalarsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, MAXIMUM_ITEMS) : [value])
    .filter(isScalar)
    .map(String)
    .filter((text) => text !== '' && text !== '-');

const putMany =
  (bound: number, isIp: boolean): Put =>
  (draft, slot, value) => {
    const items = scalarsOf(value).map((item) => (isIp ? normalizeIp(item) : item.slice(0, bound)));
    const kept = items.filter((item) => item !== undefined);
    if (kept.length > 0) draft[slot] = [...new Set(kept)];
  };

/** Arrays as a list with commas; objects, only where the field is a text, as JSON. */
const putAnyText =
  (type: Field['type']): Put =>
  (draft, slot, value) => {
    if (Array.isArray(value)) putText(draft, slot, scalarsOf(value).join(', '));
    else if (type === 'text' && typeof value === 'object' && value !== null)
      putText(draft, slot, JSON.stringify(value));
    else putText(draft, slot, value);
  };

/** `198.51.100.7:443` and `[2001:db8::1]:443`, as many products write addresses. */
const withoutPort = (value: string): string => {
  if (normalizeIp(value) !== undefined) return value;
  const host = /^\[?([0-9a-fA-F:.]{2,45})\]?:\d{1,5}$/.exec(value)?.[1];
  return host !== undefined && normalizeIp(host) !== undefined ? host : value;
};

const putAddress = (name: FieldName): Put => {
  const other = ADDRESS_FIELDS[name];
  const otherSlot = other === undefined ? undefined : slotOf(other);
  return (draft, slot, value) => {
    if (typeof value !== 'string') return;
    const address = withoutPort(value.trim());
    if (otherSlot !== undefined) putIp(draft, slot, otherSlot, address);
    else draft[slot] = normalizeIp(address) ?? draft[slot];
  };
};

const SIMPLE: Readonly<Partial<Record<Field['type'], Put>>> = { long: putLong, double: putDouble, boolean: putBoolean };

/** How a value gets into a field, by the field's type in the catalogue. */
export const putOf = (name: FieldName): ((draft: Draft, value: unknown) => void) => {
  const field: Field = FIELDS[name];
  const slot = slotOf(name);
  const put = field.many
    ? putMany(field.bound, field.type === 'ip')
    : field.type === 'ip'
      ? putAddress(name)
      : name.endsWith('port')
        ? putPort
        : (SIMPLE[field.type] ?? putAnyText(field.type));
  return (draft, value) => put(draft, slot, value);
};
