import type { Band } from '../model/alert.ts';
import type { EntityKind } from '../model/entity.ts';

const NUMBER = new Intl.NumberFormat('en-US');
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `1,204,331` */
export const number = (value: number): string => NUMBER.format(value);

/** `1 incident`, `12 incidents`, `no incidents` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count === 0 ? 'no' : number(count)} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c` */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A share in percent with three significant digits: `0.012 %`; `–` of nothing. */
export const percent = (part: number, whole: number): string => {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  return `${share === 0 ? '0' : share >= 0.001 ? String(Number(share.toPrecision(3))) : '< 0.001'} %`;
};

/** Seconds as a person says them: `0.4 s`, `74 s`, `12 min 5 s`, `3 h 20 min`, `2 days 4 h`. */
export const duration = (seconds: number): string => {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  const parts =
    whole < 7_200
      ? [`${Math.floor(whole / 60)} min`, whole % 60 ? `${whole % 60} s` : '']
      : whole < 172_800
        ? [
            `${Math.floor(whole / 3_600)} h`,
            Math.floor((whole % 3_600) / 60) ? `${Math.floor((whole % 3_600) / 60)} min` : '',
          ]
        : [
            `${Math.floor(whole / 86_400)} days`,
            Math.floor((whole % 86_400) / 3_600) ? `${Math.floor((whole % 86_400) / 3_600)} h` : '',
          ];
  return parts.filter(Boolean).join(' ');
};

/** `18 February 2026` (UTC) of an RFC 3339 time. */
export const dayInWords = (time: string): string => DAY.format(new Date(time));

/** `10:30` (UTC) */
export const clockTime = (time: string): string => new Date(time).toISOString().slice(11, 16);

/** `18 February 2026, 10:30 UTC` */
export const momentInWords = (time: string): string => `${dayInWords(time)}, ${clockTime(time)} UTC`;

/** `pending_approval` → `pending approval` */
export const spaced = (name: string): string => name.replaceAll('_', ' ');

export const ENTITY_NAMES: Readonly<Record<EntityKind, string>> = {
  user: 'user',
  ip: 'address',
  host: 'host',
  account: 'account',
  access_key: 'access key',
};

export const BANDS: readonly Band[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** Readable on white, apart from each other in grey and for people who see no red or green. */
export const BAND_COLORS: Readonly<Record<Band, string>> = {
  CRITICAL: '#8b1a2b',
  HIGH: '#d9652b',
  MEDIUM: '#e5b93c',
  LOW: '#7fa3bf',
};
