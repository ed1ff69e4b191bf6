import type { IncidentStatus } from '../../domain/model/incident.ts';

/** The steps of an incident, in the words of the product. */
export const STAGES = ['detect', 'score', 'enrich', 'plan', 'approve', 'respond'] as const;

export type Progress = {
  /** Stages that are done: the first so many. */
  readonly done: number;
  /** How the stage after them is. */
  readonly next: 'active' | 'waiting' | 'stopped' | 'none';
};

const PROGRESS: Readonly<Record<IncidentStatus, Progress>> = {
  new: { done: 1, next: 'active' },
  scoring: { done: 1, next: 'active' },
  enriching: { done: 2, next: 'active' },
  planning: { done: 3, next: 'active' },
  pending_approval: { done: 4, next: 'waiting' },
  approved: { done: 5, next: 'active' },
  executing: { done: 5, next: 'active' },
  executed: { done: 6, next: 'none' },
  rolled_back: { done: 6, next: 'none' },
  denied: { done: 4, next: 'stopped' },
  expired: { done: 4, next: 'stopped' },
  recorded: { done: 4, next: 'none' },
  failed: { done: 1, next: 'none' },
  closed: { done: 1, next: 'none' },
};

/** How far an incident has come. `failed` and `closed` do not say where: only detection is sure. */
export const progressOf = (status: IncidentStatus): Progress => PROGRESS[status];
