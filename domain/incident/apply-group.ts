import { bandOfFacts, factsOf, sumFacts } from './facts.ts';
import type { Group } from './grouping.ts';
import type { IncidentRecord } from './incident-record.ts';
import { type RevisionReason, revise } from './revision.ts';

export type GroupContext = {
  /** The incident that the group joins; undefined where the group opens one. */
  readonly current: IncidentRecord | undefined;
  /** The incidents that end in it. */
  readonly merged: readonly IncidentRecord[];
  /** Whether the group's alerts name an entity that the incident did not have. */
  readonly hasNewEntity: boolean;
  /** Milliseconds. */
  readonly now: number;
};

export type AppliedGroup = {
  readonly record: IncidentRecord;
  readonly reasons: readonly RevisionReason[];
  /** The merged incidents as they end: closed, without alerts, pointing to where those went. */
  readonly tombstones: readonly IncidentRecord[];
};

/** The incident after a group of alerts. Throws where neither an incident nor an alert is given, which is a defect. */
export const applyGroup = (group: Group, { current, merged, hasNewEntity, now }: GroupContext): AppliedGroup => {
  const gained = [...merged.map(({ facts }) => facts), ...group.alerts.map(factsOf)];
  const tombstones = merged.map(
    (record): IncidentRecord => ({
      ...record,
      status: 'closed',
      facts: { ...record.facts, alertCount: 0 },
      mergedInto: group.incidentId,
      updatedAt: now,
    }),
  );
  if (current) {
    const facts = sumFacts([current.facts, ...gained]);
    const { status, revision, reasons } = revise({
      status: current.status,
      revision: current.revision,
      before: { band: bandOfFacts(current.facts), techniques: current.facts.techniques },
      after: { band: bandOfFacts(facts), techniques: facts.techniques },
      hasNewEntity,
      hasMerged: merged.length > 0,
    });
    return { record: { ...current, status, revision, facts, updatedAt: now }, reasons, tombstones };
  }
  const [first, ...rest] = gained;
  if (!first) throw new Error(`a group for ${group.incidentId} has neither an incident nor an alert`);
  const facts = sumFacts([first, ...rest]);
  const record: IncidentRecord = {
    incidentId: group.incidentId,
    status: 'new',
    revision: 1,
    facts,
    createdAt: now,
    updatedAt: now,
  };
  return { record, reasons: [], tombstones };
};
