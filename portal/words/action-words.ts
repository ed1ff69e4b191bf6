import type { ActionType } from '../../domain/model/plan.ts';
import type { ActionStatus } from '../../domain/model/response.ts';
import type { StatusWords } from './incident-status.ts';

/** What an action does to its target, as an order. */
export const ACTION_VERBS: Readonly<Record<ActionType, string>> = {
  block_ip: 'Block address',
  disable_account: 'Disable account',
  isolate_host: 'Isolate host',
  reset_password: 'Reset password of',
  revoke_token: 'Revoke tokens of',
  network_segment_isolation: 'Isolate network segment',
};

export const ACTION_STATUS: Readonly<Record<ActionStatus, StatusWords>> = {
  planned: { label: 'Planned', tone: 'waiting', sentence: 'Not done yet.' },
  shadowed: { label: 'Recorded only', tone: 'calm', sentence: 'Shadow mode: nothing was done.' },
  rejected: { label: 'Refused', tone: 'bad', sentence: 'A check before it said no; nothing was done.' },
  executing: { label: 'Under way', tone: 'busy', sentence: 'It is being carried out.' },
  verified: { label: 'Done and verified', tone: 'good', sentence: 'It was carried out and verified.' },
  failed: { label: 'Failed', tone: 'bad', sentence: 'It failed.' },
  rolling_back: { label: 'Being taken back', tone: 'busy', sentence: 'It is being taken back.' },
  rolled_back: { label: 'Taken back', tone: 'calm', sentence: 'It was taken back.' },
};

/** An action of the plan that no adapter carries out. */
export const ADVICE: StatusWords = {
  label: 'For a person',
  tone: 'calm',
  sentence: 'Advice: somebody does it by hand.',
};
