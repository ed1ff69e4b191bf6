import type { IncidentStatus } from '../model/incident.ts';

/**
 * The state table of an incident: which states may follow which. `new` follows wherever a revision may restart the work
 * (not while actions run: the revision then waits for their end); `closed` is final.
 */
export const TRANSITIONS: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  new: ['scoring', 'failed', 'closed'],
  scoring: ['enriching', 'failed', 'new', 'closed'],
  enriching: ['planning', 'failed', 'new', 'closed'],
  planning: ['pending_approval', 'approved', 'recorded', 'failed', 'new', 'closed'],
  pending_approval: ['approved', 'denied', 'expired', 'failed', 'new', 'closed'],
  approved: ['executing', 'failed', 'new', 'closed'],
  executing: ['executed', 'rolled_back', 'failed'],
  executed: ['rolled_back', 'new', 'closed'],
  denied: ['new', 'closed'],
  expired: ['new', 'closed'],
  failed: ['new', 'closed'],
  rolled_back: ['new', 'closed'],
  recorded: ['new', 'closed'],
  closed: [],
};

export const canTransition = (from: IncidentStatus, to: IncidentStatus): boolean => TRANSITIONS[from].includes(to);

/** New alerts join every incident but a closed one; after closing, the same activity opens a new incident. */
export const isOpen = (status: IncidentStatus): boolean => status !== 'closed';
