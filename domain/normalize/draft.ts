import type { FieldValue } from '../model/event.ts';
import { FIELD_BOUNDS, FIELD_NAMES, type Slot } from './fields.ts';
import { normalizeIp } from './values/ip.ts';

/** An event under construction: a value per slot of the catalogue. An array of slots keeps the fields sorted for free. */
export type Draft = (FieldValue | undefined)[];

const EMPTY: Draft = new Array<FieldValue | undefined>(FIELD_NAMES.length).fill(undefined);

export const newDraft = (): Draft => EMPTY.slice();

/** Puts a string, cut at the field's bound; numbers and booleans become strings. Empty strings, `-` and null are no value. */
export const putText = (draft: Draft, slot: Slot, value: unknown): void => {
  if (typeof value === 'string') {
    if (value === '' || value === '-') return;
    const bound = FIELD_BOUNDS[slot] ?? 0;
    draft[slot] = value.length > bound ? value.slice(0, bound) : value;
  } else if (typeof value === 'number' || typeof value === 'boolean') draft[slot] = String(value);
};

/** Puts a finite number; strings that are one in decimal are taken. Anything else is no value. */
export const putDouble = (draft: Draft, slot: Slot, value: unknown): void => {
  const number = numberOf(value);
  if (number !== undefined) draft[slot] = number;
};

/** Puts a whole number between -2^53 and 2^53, rounded towards zero; hexadecimal strings (`0x1f4`) are taken. */
export const putLong = (draft: Draft, slot: Slot, value: unknown): void => {
  const number = numberOf(value);
  if (number === undefined) return;
  const whole = Math.trunc(number);
  if (Number.isSafeInteger(whole)) draft[slot] = whole === 0 ? 0 : whole;
};

/** Puts a port: 0 to 65535. */
export const putPort = (draft: Draft, slot: Slot, value: unknown): void => {
  const number = numberOf(value);
  if (number !== undefined && number >= 0 && number <= 65_535 && Number.isInteger(number)) draft[slot] = number;
};

/** Puts a valid IP address at `slot`; anything else goes to `addressSlot` as text. */
export const putIp = (draft: Draft, slot: Slot, addressSlot: Slot, value: unknown): void => {
  if (typeof value !== 'string' || value === '' || value === '-') return;
  const address = normalizeIp(value);
  if (address === undefined) putText(draft, addressSlot, value);
  else draft[slot] = address;
};

export const putBoolean = (draft: Draft, slot: Slot, value: unknown): void => {
  if (typeof value === 'boolean') draft[slot] = value;
  else if (value === 'true' || value === 'false') draft[slot] = value === 'true';
};

export const textAt = (draft: Draft, slot: Slot): string | undefined => {
  const value = draft[slot];
  return typeof value === 'string' ? value : undefined;
};

export const numberAt = (draft: Draft, slot: Slot): number | undefined => {
  const value = draft[slot];
  return typeof value === 'number' ? value : undefined;
};

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value === '' || value.length > 40) return undefined;
  const first = value.charCodeAt(0);
  if (first !== 45 && first !== 46 && (first < 48 || first > 57)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};
