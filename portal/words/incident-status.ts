import type { IncidentStatus } from '../../domain/model/incident.ts';

/** How a state should feel: nothing to do, work under way, a person is needed, good, bad. */
export type Tone = 'calm' | 'busy' | 'waiting' | 'good' | 'bad';
export type StatusWords = { readonly label: string; readonly tone: Tone; readonly sentence: string };

export const INCIDENT_STATUS: Readonly<Record<IncidentStatus, StatusWords>> = {
  new: { label: 'New', tone: 'busy', sentence: 'It was just detected; scoring starts in a moment.' },
  scoring: { label: 'Scoring', tone: 'busy', sentence: 'Its risk is being scored.' },
  enriching: {
    label: 'Enriching',
    tone: 'busy',
    sentence: 'Assets, vulnerabilities and techniques are being looked up.',
  },
  planning: { label: 'Planning', tone: 'busy', sentence: 'A response plan is being written.' },
  pending_approval: {
    label: 'Awaiting approval',
    tone: 'waiting',
    sentence: 'A plan is ready and waits for a decision.',
  },
  approved: { label: 'Approved', tone: 'busy', sentence: 'The plan is approved; its actions start in a moment.' },
  executing: { label: 'Responding', tone: 'busy', sentence: 'The approved actions are being carried out.' },
  executed: { label: 'Responded', tone: 'good', sentence: 'The actions were carried out and verified.' },
  denied: { label: 'Denied', tone: 'calm', sentence: 'The plan was denied; nothing was done.' },
  expired: { label: 'Expired', tone: 'bad', sentence: 'Nobody decided in time; nothing was done.' },
  failed: {
    label: 'Failed',
    tone: 'bad',
    sentence: 'A step failed; what was begun was taken back where possible. A person should look.',
  },
  rolled_back: { label: 'Rolled back', tone: 'calm', sentence: 'The actions were carried out and later taken back.' },
  recorded: {
    label: 'Recorded',
    tone: 'calm',
    sentence: 'Shadow mode: what would have been done was recorded; nothing was done.',
  },
  closed: { label: 'Closed', tone: 'calm', sentence: 'It is closed.' },
};

export type StatusGroup = { readonly id: string; readonly label: string; readonly statuses: readonly IncidentStatus[] };

/** The filters of the list. */
export const STATUS_GROUPS: readonly StatusGroup[] = [
  { id: 'analysing', label: 'Analysing', statuses: ['new', 'scoring', 'enriching', 'planning'] },
  { id: 'waiting', label: 'Awaiting approval', statuses: ['pending_approval'] },
  { id: 'responding', label: 'Responding', statuses: ['approved', 'executing'] },
  { id: 'responded', label: 'Responded', statuses: ['executed', 'rolled_back'] },
  { id: 'not-done', label: 'Not acted on', statuses: ['denied', 'expired', 'recorded'] },
  { id: 'failed', label: 'Failed', statuses: ['failed'] },
  { id: 'closed', label: 'Closed', statuses: ['closed'] },
];
