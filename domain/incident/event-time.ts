import type { Alert } from '../model/alert.ts';

/** The last instant that both ECMAScript and PostgreSQL write with a four-digit year. */
const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The time of the event that fired the alert, milliseconds since the epoch. Taken from the alert's id, which carries it
 * and which a schema has checked; a time beyond the year 9999 counts as its end.
 */
export const eventTimeOf = (alert: Pick<Alert, 'id'>): number =>
  Math.min(Number(alert.id.slice(0, alert.id.indexOf('.'))), LAST_INSTANT_MS);
