/** The current instant in milliseconds since the epoch. Domain code takes it as an argument. */
export type Clock = () => number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** `2026-02-18T10` */
export const hourOf = (timestamp: string): string => new Date(timestamp).toISOString().slice(0, 13);
/** `2026-02-18` */
export const dayOf = (timestamp: string): string => new Date(timestamp).toISOString().slice(0, 10);
