import type { Band } from '../model/alert.ts';
import type { IncidentStatus } from '../model/incident.ts';
import { canTransition } from './transitions.ts';

const ORDER: readonly Band[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

export type RevisionReason = 'higher_band' | 'new_entity' | 'new_technique' | 'incidents_merged';

export type Revision = {
  readonly status: IncidentStatus;
  readonly revision: number;
  /** Why the revision was made; empty where nothing that matters changed. */
  readonly reasons: readonly RevisionReason[];
};

export type RevisionInput = {
  readonly status: IncidentStatus;
  readonly revision: number;
  readonly before: { readonly band: Band; readonly techniques: readonly string[] };
  readonly after: { readonly band: Band; readonly techniques: readonly string[] };
  readonly hasNewEntity: boolean;
  readonly hasMerged: boolean;
};

/**
 * A higher band, a new entity, a new technique or a merged incident makes a new revision: what was planned on less is
 * void, and the incident starts again at `new`. One batch of alerts makes at most one revision. While actions run
 * (`executing`) the status stays and only the revision counts up; whoever ends the actions sees it and starts again.
 */
export const revise = (input: RevisionInput): Revision => {
  const known = new Set(input.before.techniques);
  const reasons: RevisionReason[] = [];
  if (ORDER.indexOf(input.after.band) > ORDER.indexOf(input.before.band)) reasons.push('higher_band');
  if (input.hasNewEntity) reasons.push('new_entity');
  if (input.after.techniques.some((technique) => !known.has(technique))) reasons.push('new_technique');
  if (input.hasMerged) reasons.push('incidents_merged');
  if (reasons.length === 0) return { status: input.status, revision: input.revision, reasons };
  return {
    status: canTransition(input.status, 'new') ? 'new' : input.status,
    revision: input.revision + 1,
    reasons,
  };
};
