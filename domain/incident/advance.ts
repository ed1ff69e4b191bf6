import type { IncidentStatus } from '../model/incident.ts';
import type { Transition } from '../ports/incident-lifecycle.ts';
import { canTransition } from './transitions.ts';

export type Position = {
  readonly status: IncidentStatus;
  readonly revision: number;
  /** The revision whose actions run, while it is executing. */
  readonly executingRevision?: number;
  readonly isMerged: boolean;
};

export type Advance = { readonly outcome: Transition; readonly position: Position };

const ENDS_OF_ACTIONS: readonly IncidentStatus[] = ['executed', 'rolled_back', 'failed'];

/**
 * Where an incident goes when the work on one of its revisions wants it in a state. Work on an old revision, or on an
 * incident that became part of another one, moves nothing; but where its actions run, their end counts, and the newer
 * revision that waited for it starts again at `new`.
 */
export const advance = (at: Position, revision: number, to: IncidentStatus): Advance => {
  const isEndOfActions = at.status === 'executing' && at.executingRevision === revision && ENDS_OF_ACTIONS.includes(to);
  const { status, isMerged } = at;
  if (at.revision < revision) return { outcome: 'unknown', position: at };
  if (isMerged) return { outcome: 'stale', position: at };
  if (at.revision > revision) {
    if (!isEndOfActions) return { outcome: 'stale', position: at };
    return { outcome: 'moved', position: { status: 'new', revision: at.revision, isMerged } };
  }
  if (status === to) {
    const isOfAnother = to === 'executing' && at.executingRevision !== revision;
    return { outcome: isOfAnother ? 'refused' : 'already', position: at };
  }
  if (!canTransition(status, to)) return { outcome: 'refused', position: at };
  const executing = to === 'executing' ? { executingRevision: revision } : {};
  return { outcome: 'moved', position: { status: to, revision: at.revision, isMerged, ...executing } };
};
