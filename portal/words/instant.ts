const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

/** `18 Feb 2026`, UTC; the text itself where it is no time. */
export const dayOf = (instant: string): string => {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : DAY.format(time);
};

/** `10:30:45`, UTC. */
export const clockOf = (instant: string): string => {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : CLOCK.format(time);
};

/** `18 Feb 2026, 10:30:45 UTC` */
export const momentOf = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? instant : `${dayOf(instant)}, ${clockOf(instant)} UTC`;

const STEPS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** A duration in its two greatest units: `2 h 5 min`; milliseconds. */
export const durationOf = (milliseconds: number): string => {
  let seconds = Math.max(0, Math.round(milliseconds / 1_000));
  const words: string[] = [];
  for (const [size, unit] of STEPS) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) words.push(`${count} ${unit}`);
    if (words.length === 2 || (words.length === 1 && count === 0)) break;
  }
  return words.join(' ') || '0 s';
};

/** `just now`, `5 min ago`, `3 d ago`; the greatest unit only. */
export const agoOf = (instant: string, now: number): string => {
  const elapsed = now - Date.parse(instant);
  if (Number.isNaN(elapsed)) return '';
  if (elapsed < 5_000) return 'just now';
  const seconds = Math.round(elapsed / 1_000);
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit} ago`;
};
