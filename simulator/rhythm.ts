import { DAY_MS, HOUR_MS } from '../domain/model/time.ts';

/** Share of the busiest hour, by hour of day (UTC), for customers on weekdays. */
const CUSTOMERS = [
  0.1, 0.06, 0.04, 0.03, 0.05, 0.12, 0.3, 0.55, 0.75, 0.85, 0.9, 0.95, 1, 0.92, 0.85, 0.85, 0.9, 0.98, 1, 0.95, 0.8,
  0.6, 0.4, 0.2,
];
const STAFF = [
  0.02, 0.02, 0.02, 0.02, 0.03, 0.08, 0.35, 0.8, 1, 1, 0.95, 0.85, 0.6, 0.85, 0.95, 0.9, 0.7, 0.4, 0.15, 0.08, 0.05,
  0.04, 0.03, 0.02,
];

export const hourOfDay = (at: number): number => Math.floor((at % DAY_MS) / HOUR_MS);

export const isWeekend = (at: number): boolean => {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
};

/** The last three days of a month and the first: statements, payroll, closing. */
export const isMonthEnd = (at: number): boolean => {
  const inThreeDays = new Date(at + 3 * DAY_MS);
  const today = new Date(at);
  return today.getUTCDate() === 1 || inThreeDays.getUTCMonth() !== today.getUTCMonth();
};

const between = (curve: readonly number[], at: number): number => {
  const hour = hourOfDay(at);
  const share = (at % HOUR_MS) / HOUR_MS;
  const here = curve[hour] ?? 0;
  return here + ((curve[(hour + 1) % 24] ?? 0) - here) * share;
};

/** How busy customers are at an instant, 0 to 1. */
export const customerActivity = (at: number): number => between(CUSTOMERS, at) * (isWeekend(at) ? 0.7 : 1);

/** How busy the bank's own people are at an instant, 0 to 1. */
export const staffActivity = (at: number): number => between(STAFF, at) * (isWeekend(at) ? 0.08 : 1);
