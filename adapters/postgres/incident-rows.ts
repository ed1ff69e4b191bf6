import type { Selectable } from 'kysely';
import { bandOfFacts } from '../../domain/incident/facts.ts';
import type { IncidentRecord } from '../../domain/incident/incident-record.ts';
import { IncidentStatus } from '../../domain/model/incident.ts';
import type { Schema } from './schema.ts';

type IncidentRow = Selectable<Schema['incidents']>;

const iso = (instant: number): string => new Date(instant).toISOString();

/** A record as JSON that `jsonb_to_recordset` reads back as a row of `incidents`. */
export const rowOf = (record: IncidentRecord) => ({
  incident_id: record.incidentId,
  status: record.status,
  revision: record.revision,
  severity: record.facts.lead.level,
  band: bandOfFacts(record.facts),
  title: record.facts.lead.title,
  lead_event_at: iso(record.facts.lead.eventAt),
  lead_alert_id: record.facts.lead.alertId,
  alert_count: record.facts.alertCount,
  rule_ids: record.facts.ruleIds,
  mitre_techniques: record.facts.techniques,
  mitre_tactics: record.facts.tactics,
  first_event_at: iso(record.facts.firstEventAt),
  last_event_at: iso(record.facts.lastEventAt),
  created_at: iso(record.createdAt),
  updated_at: iso(record.updatedAt),
  merged_into: record.mergedInto ?? null,
});

export const recordOf = (row: IncidentRow): IncidentRecord => ({
  incidentId: row.incident_id,
  status: IncidentStatus.parse(row.status),
  revision: row.revision,
  facts: {
    lead: {
      level: row.severity,
      eventAt: row.lead_event_at.getTime(),
      alertId: row.lead_alert_id,
      title: row.title,
    },
    alertCount: row.alert_count,
    ruleIds: row.rule_ids,
    techniques: row.mitre_techniques,
    tactics: row.mitre_tactics,
    firstEventAt: row.first_event_at.getTime(),
    lastEventAt: row.last_event_at.getTime(),
  },
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
  ...(row.merged_into !== null && { mergedInto: row.merged_into }),
});
