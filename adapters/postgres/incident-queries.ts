import { sql } from 'kysely';
import { z } from 'zod';
import {
  type CountedEntity,
  type IncidentRecord,
  incidentOf,
  MAXIMUM_ENTITIES_SHOWN,
} from '../../domain/incident/incident-record.ts';
import { EntityKind } from '../../domain/model/entity.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { IncidentQuery, Page } from '../../domain/ports/incident-repository.ts';
import { decodeCursor, encodeCursor } from '../page-cursor.ts';
import type { TenantTransaction } from './database.ts';
import { recordOf } from './incident-rows.ts';

/** Milliseconds and an id: the last item of a page. */
const Place = z.tuple([z.number().int(), z.string().max(200)]);

/** Incidents with the entities that they show. */
const withEntities = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  records: readonly IncidentRecord[],
): Promise<readonly Incident[]> => {
  const ids = records.map(({ incidentId }) => incidentId);
  const { rows } = await sql<{ incident_id: string; kind: string; value: string; alert_count: number }>`
    select e.* from unnest(${ids}::text[]) as i (id) cross join lateral (
      select incident_id, kind, value, alert_count from incident_entities where incident_id = i.id
      order by alert_count desc, kind collate "C", value collate "C" limit ${MAXIMUM_ENTITIES_SHOWN}) e
  `.execute(transaction);
  const entities = Map.groupBy(rows, ({ incident_id }) => incident_id);
  const entitiesOf = (id: string): readonly CountedEntity[] =>
    (entities.get(id) ?? []).map(({ kind, value, alert_count }) => ({
      kind: EntityKind.parse(kind),
      value,
      alertCount: alert_count,
    }));
  return records.map((record) => incidentOf(tenant, record, entitiesOf(record.incidentId)));
};

export type VersionedIncident = { readonly incident: Incident; readonly version: number };

/** The incidents of these ids that exist, with the number of their last write. */
export const incidentsById = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  ids: readonly string[],
): Promise<readonly VersionedIncident[]> => {
  const rows = await transaction
    .selectFrom('incidents')
    .selectAll()
    .where('incident_id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  const incidents = await withEntities(transaction, tenant, rows.map(recordOf));
  const versions = new Map(rows.map((row) => [row.incident_id, Number(row.version)]));
  return incidents.map((incident) => ({ incident, version: versions.get(incident.incident_id) ?? 1 }));
};

/** Incidents by their last event, newest first, without those that became part of another one. */
export const listIncidents = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  { status, band, from, to, limit, cursor }: IncidentQuery,
): Promise<Page<Incident>> => {
  let query = transaction.selectFrom('incidents').selectAll().where('merged_into', 'is', null);
  if (status) query = query.where('status', 'in', status.length > 0 ? [...status] : ['']);
  if (band) query = query.where('band', 'in', band.length > 0 ? [...band] : ['']);
  if (from !== undefined) query = query.where('last_event_at', '>=', new Date(from));
  if (to !== undefined) query = query.where('last_event_at', '<', new Date(to));
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(Place, cursor);
    query = query.where(sql<boolean>`(last_event_at, incident_id) < (${new Date(at)}, ${id})`);
  }
  const rows = await query
    .orderBy('last_event_at', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = await withEntities(transaction, tenant, page.map(recordOf));
  return last && rows.length > limit
    ? { items, cursor: encodeCursor([last.last_event_at.getTime(), last.incident_id]) }
    : { items };
};

/** Alert ids of an incident by event time, oldest first. */
export const listAlertIds = async (
  transaction: TenantTransaction,
  incidentId: string,
  limit: number,
  cursor: string | undefined,
): Promise<Page<string>> => {
  let query = transaction
    .selectFrom('incident_alerts')
    .select(['alert_id', 'event_at'])
    .where('incident_id', '=', incidentId);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(Place, cursor);
    query = query.where(sql<boolean>`(event_at, alert_id) > (${new Date(at)}, ${id})`);
  }
  const rows = await query
    .orderBy('event_at')
    .orderBy('alert_id')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ alert_id }) => alert_id);
  return last && rows.length > limit
    ? { items, cursor: encodeCursor([last.event_at.getTime(), last.alert_id]) }
    : { items };
};
