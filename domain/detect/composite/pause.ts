import type { DecodedEvent } from '../decode/event.ts';
import type { Rule } from '../rule/rule.ts';
import { ignoreKey } from './keys.ts';
import type { Windows } from './windows.ts';

const MAXIMUM_REMEMBERED = 50;

/**
 * `ignore="S"`: after an alert the rule pauses for S seconds. True where the event is the alert that starts a pause,
 * also when it is delivered again; false where it falls into one.
 */
export const startsPause = (rule: Rule, event: DecodedEvent, windows: Windows): boolean => {
  const key = ignoreKey(rule.id);
  const starts = windows.get(key)?.memories ?? [];
  if (starts.some(({ id }) => id === event.id)) return true;
  const within = starts.some(({ time }) => event.time >= time && event.time - time < rule.body.ignoreSeconds * 1000);
  if (within) return false;
  const entry = { id: event.id, time: event.time, value: '' };
  windows.change(key).memories = [...starts, entry].slice(-MAXIMUM_REMEMBERED);
  return true;
};
