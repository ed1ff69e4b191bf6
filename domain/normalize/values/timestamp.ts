import { DAY_MS } from '../../model/time.ts';

const digits = (text: string, at: number, count: number): number => {
  let number = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
};

const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const plausible = (milliseconds: number): number | undefined =>
  milliseconds >= EARLIEST && milliseconds < LATEST ? Math.trunc(milliseconds) : undefined;

/**
 * Milliseconds since the epoch of an RFC 3339 / ISO 8601 text (date and time, space or T between, fraction of any
 * length, offset `Z`, `±hh:mm` or `±hhmm`; UTC without an offset) or an epoch number (seconds, or milliseconds above
 * 1e11). Undefined for anything else and for years before 1980 or after 2099.
 */
export const parseTimestamp = (value: unknown): number | undefined => {
  if (typeof value === 'number') return plausible(value < 1e11 ? value * 1000 : value);
  if (typeof value !== 'string') return undefined;
  if (value.charCodeAt(4) !== 45) return isEpoch(value) ? parseTimestamp(Number(value)) : undefined;
  if (value.length < 19 || value.length > 40) return undefined;
  return parseIso(value);
};

const isEpoch = (text: string): boolean => text.length >= 9 && text.length <= 20 && Number.isFinite(Number(text));

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const parseIso = (text: string): number | undefined => {
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 32 && separator !== 116) return undefined;
  if (text.charCodeAt(7) !== 45 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month - 1] ?? 0))) return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  let at = 19;
  let milliseconds = 0;
  if (text.charCodeAt(at) === 46 || text.charCodeAt(at) === 44) {
    let scale = 100;
    at++;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      milliseconds += Math.trunc(digit * scale);
      scale = scale >= 10 ? scale / 10 : 0;
    }
  }
  const offset = parseOffset(text, at);
  return offset === undefined
    ? undefined
    : plausible(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset * 60_000);
};

/** Minutes east of UTC; 0 where the text ends. */
const parseOffset = (text: string, start: number): number | undefined => {
  let at = start;
  if (at === text.length) return 0;
  if (text.charCodeAt(at) === 32) at++;
  const code = text.charCodeAt(at);
  if (code === 90 || code === 122) return at + 1 === text.length ? 0 : undefined;
  if (code !== 43 && code !== 45) return undefined;
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0;
  if (text.length !== at + 5 + colon) return undefined;
  const minutes = digits(text, at + 1, 2) * 60 + digits(text, at + 3 + colon, 2);
  if (!(minutes <= 18 * 60)) return undefined;
  return code === 45 ? -minutes : minutes;
};

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
let lastDay = { number: 0, text: '1970-01-01T' };

/** RFC 3339 UTC with milliseconds. The text of the last day is remembered, since lines mostly share their day. */
export const formatTimestamp = (milliseconds: number): string => {
  const number = Math.floor(milliseconds / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, text: new Date(milliseconds).toISOString().slice(0, 11) };
  const rest = milliseconds - number * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${lastDay.text}${TWO[hours]}:${TWO[minutes - hours * 60]}:${TWO[seconds - minutes * 60]}.${THREE[rest - seconds * 1000]}Z`;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The month (0 to 11) that an English three-letter abbreviation at `at` names, -1 for none. */
export const monthAt = (text: string, at: number): number => MONTHS.indexOf(text.slice(at, at + 3));

/** The time of an access log: `18/Feb/2026:10:30:45 +0000`. */
export const parseAccessLogTime = (text: string): number | undefined => {
  const month = monthAt(text, 3);
  const offset = parseOffset(text, 20);
  if (month < 0 || offset === undefined || text.charCodeAt(11) !== 58) return undefined;
  const time = Date.UTC(digits(text, 7, 4), month, digits(text, 0, 2), digits(text, 12, 2), digits(text, 15, 2));
  return plausible(time + digits(text, 18, 2) * 1000 - offset * 60_000);
};

/** A date of RFC 3164: no year, no zone. */
export type YearlessTime = { readonly month: number; readonly day: number; readonly timeOfDay: number };

/** Reads `Mmm dd hh:mm:ss` (15 characters) at `at`. */
export const parseYearless = (text: string, at: number): YearlessTime | undefined => {
  const month = monthAt(text, at);
  if (month < 0 || text.charCodeAt(at + 9) !== 58 || text.charCodeAt(at + 12) !== 58) return undefined;
  const day = text.charCodeAt(at + 4) === 32 ? digits(text, at + 5, 1) : digits(text, at + 4, 2);
  const hour = digits(text, at + 7, 2);
  const minute = digits(text, at + 10, 2);
  const second = digits(text, at + 13, 2);
  if (!(day >= 1 && day <= (DAYS[month] ?? 0) && hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  return { month, day, timeOfDay: ((hour * 60 + minute) * 60 + second) * 1000 };
};

/** The instant of a date without year and zone: UTC, in the year that brings it nearest to the time of receipt. */
export const nearestTo = (received: number, time: YearlessTime): number => {
  const year = new Date(received).getUTCFullYear();
  let nearest = Number.NaN;
  for (let candidate = year - 1; candidate <= year + 1; candidate++) {
    const instant = Date.UTC(candidate, time.month, time.day) + time.timeOfDay;
    if (!(Math.abs(instant - received) >= Math.abs(nearest - received))) nearest = instant;
  }
  return nearest;
};
