import type { HuntChange } from '../../domain/hunt/change.ts';
import type { HuntStatus } from '../../domain/hunt/hunt.ts';
import type { Tone } from '../words/incident-status.ts';

export const STATES: Readonly<Record<HuntStatus, { readonly tone: Tone; readonly label: string }>> = {
  queued: { tone: 'busy', label: 'Waiting' },
  running: { tone: 'busy', label: 'Reading the archive' },
  done: { tone: 'good', label: 'Done' },
  failed: { tone: 'bad', label: 'Failed' },
  cancelled: { tone: 'calm', label: 'Cancelled' },
};

export const FIELDS: readonly (readonly [string, string])[] = [
  ['', 'All alerts of the rule'],
  ['user', 'User'],
  ['ip', 'Address'],
  ['account', 'Account'],
  ['access_key', 'Access key'],
  ['host', 'Host'],
  ['other', 'Another field …'],
];

/** What is tried, in a line. */
export const changeText = (change: HuntChange): string => {
  if (change.kind === 'rules') {
    const ids = [...change.xml.matchAll(/<rule\s[^>]*?id\s*=\s*["'](\d{1,10})["']/g)].map(([, id]) => id);
    return ids.length === 0 ? 'Rules' : `Rule${ids.length === 1 ? '' : 's'} ${ids.slice(0, 5).join(', ')}`;
  }
  const { rule_id, where } = change;
  const label = FIELDS.find(([field]) => field === where?.field)?.[1].toLowerCase();
  return `Suppress rule ${rule_id}${where ? ` for ${label ?? where.field} ${where.value}` : ''}`;
};
