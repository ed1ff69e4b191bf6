import type { Entity } from '../model/entity.ts';
import type { Incident, IncidentStatus } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';
import { bandOfFacts, type IncidentFacts } from './facts.ts';

/** An incident as a store keeps it; its entities and alerts are kept beside it. Times in milliseconds. */
export type IncidentRecord = {
  readonly incidentId: string;
  readonly status: IncidentStatus;
  readonly revision: number;
  readonly facts: IncidentFacts;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly mergedInto?: string;
};

/** An entity with the number of the incident's alerts that name it. */
export type CountedEntity = Entity & { readonly alertCount: number };

/** An incident shows this many entities: those named most often. All of them stay in the store. */
export const MAXIMUM_ENTITIES_SHOWN = 500;

const byCount = (a: CountedEntity, b: CountedEntity): number =>
  b.alertCount - a.alertCount || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.value < b.value ? -1 : 1);

export const incidentOf = (tenant: TenantId, record: IncidentRecord, entities: readonly CountedEntity[]): Incident => {
  const { facts } = record;
  const iso = (instant: number): string => new Date(instant).toISOString();
  return {
    incident_id: record.incidentId,
    tenant,
    status: record.status,
    revision: record.revision,
    title: facts.lead.title,
    severity: facts.lead.level,
    band: bandOfFacts(facts),
    alert_count: facts.alertCount,
    rule_ids: [...facts.ruleIds],
    mitre_techniques: [...facts.techniques],
    mitre_tactics: [...facts.tactics],
    entities: entities
      .toSorted(byCount)
      .slice(0, MAXIMUM_ENTITIES_SHOWN)
      .map(({ kind, value }) => ({ kind, value })),
    first_event_at: iso(facts.firstEventAt),
    last_event_at: iso(facts.lastEventAt),
    created_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
    ...(record.mergedInto !== undefined && { merged_into: record.mergedInto }),
  };
};
