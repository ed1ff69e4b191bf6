import { sql } from 'kysely';
import type { CountedEntity, IncidentRecord } from '../../domain/incident/incident-record.ts';
import type { Span } from '../../domain/incident/spans.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { TenantTransaction } from './database.ts';
import { rowOf } from './incident-rows.ts';

/** Every write takes all its rows as one JSON parameter: the number of statements does not grow with the batch. */
const json = (rows: readonly unknown[]): string => JSON.stringify(rows);

export type EntityOfIncident = CountedEntity & { readonly incidentId: string };
export type Move = { readonly from: string; readonly into: string };

const spanRows = (spans: readonly Span[]) =>
  spans.map(({ link, start, end, incidentId }) => ({
    kind: link.kind,
    value: link.value,
    span_start: new Date(start).toISOString(),
    span_end: new Date(end).toISOString(),
    incident_id: incidentId,
  }));

/** Inserts incidents, or replaces what changes in them. */
export const upsertIncidents = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  records: readonly IncidentRecord[],
): Promise<void> => {
  if (records.length === 0) return;
  await sql`
    insert into incidents (tenant, incident_id, status, revision, severity, band, title, lead_event_at, lead_alert_id,
      alert_count, rule_ids, mitre_techniques, mitre_tactics, first_event_at, last_event_at, created_at, updated_at,
      merged_into)
    select ${tenant}, r.* from jsonb_to_recordset(${json(records.map(rowOf))}::jsonb) as r (incident_id text, status text,
      revision integer, severity smallint, band text, title text, lead_event_at timestamptz, lead_alert_id text,
      alert_count integer, rule_ids text[], mitre_techniques text[], mitre_tactics text[], first_event_at timestamptz,
      last_event_at timestamptz, created_at timestamptz, updated_at timestamptz, merged_into text)
    on conflict (tenant, incident_id) do update set status = excluded.status, revision = excluded.revision,
      version = incidents.version + 1, severity = excluded.severity, band = excluded.band, title = excluded.title,
      lead_event_at = excluded.lead_event_at, lead_alert_id = excluded.lead_alert_id,
      alert_count = excluded.alert_count, rule_ids = excluded.rule_ids, mitre_techniques = excluded.mitre_techniques,
      mitre_tactics = excluded.mitre_tactics, first_event_at = excluded.first_event_at,
      last_event_at = excluded.last_event_at, updated_at = excluded.updated_at, merged_into = excluded.merged_into
  `.execute(transaction);
};

/** Adds to the entities of incidents; returns the incidents that got one that they did not have. */
export const addEntities = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  entities: readonly EntityOfIncident[],
): Promise<ReadonlySet<string>> => {
  const rows = entities.map(({ incidentId, kind, value, alertCount }) => ({
    incident_id: incidentId,
    kind,
    value,
    alert_count: alertCount,
  }));
  const { rows: written } = await sql<{ incident_id: string; inserted: boolean }>`
    insert into incident_entities (tenant, incident_id, kind, value, alert_count)
    select ${tenant}, r.* from jsonb_to_recordset(${json(rows)}::jsonb)
      as r (incident_id text, kind text, value text, alert_count integer)
    on conflict (tenant, incident_id, kind, value)
      do update set alert_count = incident_entities.alert_count + excluded.alert_count
    returning incident_id, (xmax = 0) as inserted
  `.execute(transaction);
  return new Set(written.filter(({ inserted }) => inserted).map(({ incident_id }) => incident_id));
};

export const deleteSpans = async (transaction: TenantTransaction, spans: readonly Span[]): Promise<void> => {
  if (spans.length === 0) return;
  await sql`
    delete from incident_spans s using jsonb_to_recordset(${json(spanRows(spans))}::jsonb)
      as r (kind text, value text, span_start timestamptz, incident_id text)
    where s.kind = r.kind and s.value = r.value and s.span_start = r.span_start and s.incident_id = r.incident_id
  `.execute(transaction);
};

export const insertSpans = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  spans: readonly Span[],
): Promise<void> => {
  if (spans.length === 0) return;
  await sql`
    insert into incident_spans (tenant, kind, value, span_start, span_end, incident_id)
    select ${tenant}, r.* from jsonb_to_recordset(${json(spanRows(spans))}::jsonb)
      as r (kind text, value text, span_start timestamptz, span_end timestamptz, incident_id text)
  `.execute(transaction);
};

/** Moves what belongs to merged incidents to the ones that they are part of. */
export const moveContents = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  moves: readonly Move[],
): Promise<void> => {
  if (moves.length === 0) return;
  const from = moves.map((move) => move.from);
  const pairs = sql`unnest(${from}::text[], ${moves.map((move) => move.into)}::text[]) as m (source, target)`;
  await sql`update incident_alerts a set incident_id = m.target from ${pairs} where a.incident_id = m.source`.execute(
    transaction,
  );
  await sql`update incident_spans s set incident_id = m.target from ${pairs} where s.incident_id = m.source`.execute(
    transaction,
  );
  await sql`
    insert into incident_entities (tenant, incident_id, kind, value, alert_count)
    select ${tenant}, m.target, e.kind, e.value, sum(e.alert_count)
    from incident_entities e join ${pairs} on e.incident_id = m.source group by m.target, e.kind, e.value
    on conflict (tenant, incident_id, kind, value)
      do update set alert_count = incident_entities.alert_count + excluded.alert_count
  `.execute(transaction);
  await transaction.deleteFrom('incident_entities').where('incident_id', 'in', from).execute();
};
