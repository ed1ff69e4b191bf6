import type { Source } from '../api/types.ts';
import type { StatusWords } from '../words/incident-status.ts';

const QUIET_MS = 15 * 60_000;

const WRONG: Readonly<Record<NonNullable<Source['condition']>, StatusWords>> = {
  silent: { label: 'Silent', tone: 'waiting', sentence: 'Lines that usually come are missing.' },
  unreadable: { label: 'Unreadable', tone: 'waiting', sentence: 'Many of its lines cannot be read.' },
  low_volume: { label: 'Low volume', tone: 'waiting', sentence: 'Far fewer lines come than usual.' },
  clock_skew: { label: 'Clock ahead', tone: 'waiting', sentence: 'The times in its lines lie in the future.' },
  lagging: { label: 'Late', tone: 'waiting', sentence: 'Its lines arrive minutes late.' },
};

/** How a source does; one that sent nothing for a quarter of an hour is worth a look. */
export const sourceState = ({ enabled, last_seen_at: seen, condition }: Source, now: number): StatusWords => {
  if (!enabled) return { label: 'Switched off', tone: 'calm', sentence: 'It is not accepted.' };
  if (condition !== undefined) return WRONG[condition];
  if (seen === undefined) return { label: 'Never seen', tone: 'waiting', sentence: 'Nothing has come from it yet.' };
  return now - Date.parse(seen) > QUIET_MS
    ? { label: 'Quiet', tone: 'waiting', sentence: 'Nothing came for 15 minutes.' }
    : { label: 'Sending', tone: 'good', sentence: 'Logs arrive.' };
};
