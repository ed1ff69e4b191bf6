/** The current instant in milliseconds since the epoch. Domain code takes it as an argument. */
export type Clock = () => number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** `2026-02-18T10` */
export const hourOf = (timestamp: string): string => new Date(timestamp).toISOString().slice(0, 13);
/** `2026-02-18` */
export const dayOf = (timestamp: string): string => new Date(timestamp).toISOString().slice(0, 10);
/** `2026-02-18T10:30` */
export const minuteOf = (timestamp: string): string => new Date(timestamp).toISOString().slice(0, 16);
/** `2026-02-18T10:30` of milliseconds since the epoch. */
export const minuteAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 16);

const stepsBetween = (from: string, to: string, size: number, nameOf: (timestamp: string) => string): string[] => {
  const names: string[] = [];
  for (let at = Math.floor(Date.parse(from) / size) * size; at < Date.parse(to); at += size)
    names.push(nameOf(new Date(at).toISOString()));
  return names;
};

/** The hours that the time from `from` to before `to` touches: `2026-02-18T10`, … */
export const hoursBetween = (from: string, to: string): string[] => stepsBetween(from, to, HOUR_MS, hourOf);
/** The days that the time from `from` to before `to` touches: `2026-02-18`, … */
export const daysBetween = (from: string, to: string): string[] => stepsBetween(from, to, DAY_MS, dayOf);

/** How many timestamps fall into each minute, in the order of the minutes. */
export const countByMinute = (timestamps: Iterable<string>): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const timestamp of timestamps) {
    const minute = minuteOf(timestamp);
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};
