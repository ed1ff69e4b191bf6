import { sql } from 'kysely';
import { eventTimeOf } from '../../domain/incident/event-time.ts';
import type { IncidentRecord } from '../../domain/incident/incident-record.ts';
import { Link, linkKey, linksOf } from '../../domain/incident/links.ts';
import type { Span } from '../../domain/incident/spans.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { TenantTransaction } from './database.ts';
import { recordOf } from './incident-rows.ts';

export type Candidates = { readonly spans: readonly Span[]; readonly records: ReadonlyMap<string, IncidentRecord> };

/** The links of the alerts, each with the first and last event time at which it occurs. */
const rangesOf = (alerts: readonly Alert[]) => {
  const ranges = new Map<string, { link: Link; first: number; last: number }>();
  for (const alert of alerts) {
    const at = eventTimeOf(alert);
    for (const link of linksOf(alert)) {
      const range = ranges.get(linkKey(link)) ?? { link, first: at, last: at };
      range.first = Math.min(range.first, at);
      range.last = Math.max(range.last, at);
      ranges.set(linkKey(link), range);
    }
  }
  return [...ranges.values()];
};

/**
 * The open incidents that alerts may join: those with a span of one of the alerts' links within the window. They are
 * locked: what is written of them later must not undo a transition of their state.
 */
export const candidatesFor = async (
  transaction: TenantTransaction,
  alerts: readonly Alert[],
  windowMs: number,
): Promise<Candidates> => {
  const ranges = rangesOf(alerts).map(({ link, first, last }) => ({
    kind: link.kind,
    value: link.value,
    first: new Date(Math.max(0, first - windowMs)).toISOString(),
    last: new Date(last).toISOString(),
  }));
  const { rows } = await sql<{ kind: string; value: string; span_start: Date; span_end: Date; incident_id: string }>`
    select s.kind, s.value, s.span_start, s.span_end, s.incident_id
    from jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb)
      as r (kind text, value text, first timestamptz, last timestamptz)
    join incident_spans s on s.kind = r.kind and s.value = r.value
      and s.span_end >= r.first and s.span_start <= r.last + ${windowMs} * interval '1 millisecond'
    join incidents i on i.incident_id = s.incident_id and i.status <> 'closed'
  `.execute(transaction);
  const spans = rows.map(({ kind, value, span_start, span_end, incident_id }) => ({
    link: Link.parse({ kind, value }),
    start: span_start.getTime(),
    end: span_end.getTime(),
    incidentId: incident_id,
  }));
  const ids = [...new Set(spans.map(({ incidentId }) => incidentId))];
  if (ids.length === 0) return { spans, records: new Map() };
  const incidents = await transaction
    .selectFrom('incidents')
    .selectAll()
    .where('incident_id', '=', sql<string>`any(${ids}::text[])`)
    .forNoKeyUpdate()
    .execute();
  return { spans, records: new Map(incidents.map((row) => [row.incident_id, recordOf(row)])) };
};
