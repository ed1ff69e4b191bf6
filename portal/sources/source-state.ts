import type { Source } from '../api/types.ts';
import type { StatusWords } from '../words/incident-status.ts';

const QUIET_MS = 15 * 60_000;

/** How a source does; one that sent nothing for a quarter of an hour is worth a look. */
export const sourceState = ({ enabled, last_seen_at: seen }: Source, now: number): StatusWords => {
  if (!enabled) return { label: 'Switched off', tone: 'calm', sentence: 'It is not accepted.' };
  if (seen === undefined) return { label: 'Never seen', tone: 'waiting', sentence: 'Nothing has come from it yet.' };
  return now - Date.parse(seen) > QUIET_MS
    ? { label: 'Quiet', tone: 'waiting', sentence: 'Nothing came for 15 minutes.' }
    : { label: 'Sending', tone: 'good', sentence: 'Logs arrive.' };
};
