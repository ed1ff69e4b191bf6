import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import type { Condition } from './condition.ts';

const DAY = 24 * 60;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const GROUPS: Readonly<Record<string, readonly number[]>> = { weekdays: [1, 2, 3, 4, 5], weekends: [0, 6] };

const minuteOf = (text: string): number | undefined => {
  const found = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, hours = '', minutes = '0', half] = found;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  return hour > 24 || Number(minutes) > 59 ? undefined : (hour * 60 + Number(minutes)) % DAY;
};

/** `<time>`: `6 pm - 8:30 am` (over midnight, too), `!` inverts. Hours are UTC. */
export const timeCondition = (text: string | undefined): Result<Condition | undefined, string> => {
  if (text === undefined) return ok(undefined);
  const lower = lowerCaseOf(text.trim());
  const negated = lower.startsWith('!');
  const [from, to, ...rest] = lower.replace(/^!/, '').split('-').map(minuteOf);
  if (from === undefined || to === undefined || rest.length > 0)
    return fail(`<time> "${text}" is not of the form 6 pm - 8:30 am`);
  return ok((event) => {
    const minute = Math.floor(event.time / 60_000) % DAY;
    const within = from <= to ? minute >= from && minute <= to : minute >= from || minute <= to;
    return within !== negated;
  });
};

const daysOf = (text: string): readonly number[] | undefined => {
  const group = GROUPS[text];
  if (group !== undefined) return group;
  const day = text.length >= 3 ? DAYS.findIndex((name) => name.startsWith(text)) : -1;
  return day === -1 ? undefined : [day];
};

/** `<weekday>`: names of days, `weekdays`, `weekends`; `!` inverts. Days are UTC. */
export const weekdayCondition = (text: string | undefined): Result<Condition | undefined, string> => {
  if (text === undefined) return ok(undefined);
  const lower = lowerCaseOf(text.trim());
  const negated = lower.startsWith('!');
  const names = lower
    .replace(/^!/, '')
    .split(/[\s,]+/)
    .filter((name) => name !== '');
  const days = names.map(daysOf);
  if (names.length === 0 || days.includes(undefined)) return fail(`<weekday> "${text}" names no day`);
  const wanted = new Set(days.flatMap((each) => each ?? []));
  return ok((event) => wanted.has(new Date(event.time).getUTCDay()) !== negated);
};
