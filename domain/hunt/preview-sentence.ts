import { DAY_MS, HOUR_MS } from '../model/time.ts';
import type { HuntCounts } from './counts.ts';
import type { HuntPeriod } from './period.ts';

const number = (count: number): string => count.toLocaleString('en');
const alerts = (count: number): string => `${number(count)} alert${count === 1 ? '' : 's'}`;
const times = (count: number, unit: string): string => (count === 1 ? `the ${unit}` : `the ${number(count)} ${unit}s`);

const spanOf = ({ from, to }: HuntPeriod, now: number): string => {
  const length = Date.parse(to) - Date.parse(from);
  const span =
    length % DAY_MS === 0 || length >= 3 * DAY_MS
      ? times(Math.max(1, Math.round(length / DAY_MS)), 'day')
      : times(Math.max(1, Math.round(length / HOUR_MS)), 'hour');
  const isLast = Math.abs(now - Date.parse(to)) < HOUR_MS;
  return isLast
    ? `In the last ${span.slice('the '.length)}`
    : `In ${span} before ${to.slice(0, 16).replace('T', ' ')} UTC`;
};

/** What a change would have done, for a person: `In the last 30 days this removes 41 alerts, of which 2 were in confirmed incidents; it adds none.` */
export const previewSentence = (period: HuntPeriod, counts: HuntCounts, now: number): string => {
  const { removed, confirmed, added } = counts;
  const removes =
    removed === 0
      ? 'removes no alert'
      : `removes ${alerts(removed)}, of which ${confirmed === 0 ? 'none' : number(confirmed)} ${confirmed === 1 ? 'was' : 'were'} in confirmed incidents`;
  return `${spanOf(period, now)} this ${removes}; it adds ${added === 0 ? 'none' : number(added)}.`;
};
