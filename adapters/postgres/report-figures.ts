import { sql } from 'kysely';
import { z } from 'zod';
import { Band } from '../../domain/model/alert.ts';
import { EntityKind } from '../../domain/model/entity.ts';
import { IncidentStatus } from '../../domain/model/incident.ts';
import type { IncidentFigureReader } from '../../domain/ports/report-figures.ts';
import type { Database } from './database.ts';

const MOST = 10;
const NOTABLE = 8;

const Figures = z.object({
  hours: z.array(z.object({ hour: z.string(), band: Band, count: z.number().int() })),
  statuses: z.array(z.object({ band: Band, status: IncidentStatus, count: z.number().int() })),
  opened_before: z.number().int(),
  techniques: z.array(z.object({ techniqueId: z.string(), incidents: z.number().int() })),
  entities: z.array(z.object({ kind: EntityKind, value: z.string(), incidents: z.number().int() })),
  notable: z.array(z.string()),
  waiting_plans: z.number().int(),
});

/** Figures for reports from PostgreSQL, in one statement, so that they agree with each other. */
export const postgresReportFigures = ({ withTenant }: Database): IncidentFigureReader => ({
  incidentFigures: (tenant, from, to) =>
    withTenant(tenant, async (transaction) => {
      const { rows } = await sql`
        with opened as materialized (
          select incident_id, band, status, severity, alert_count, mitre_techniques, created_at from incidents
          where merged_into is null and created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz
        ), by_hour as (
          select to_char(date_trunc('hour', created_at at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"') as hour,
            band, count(*)::int as count
          from opened group by 1, 2 order by 1, 2
        ), by_status as (
          select band, status, count(*)::int as count from opened group by 1, 2 order by 1, 2
        ), by_technique as (
          select technique as "techniqueId", count(*)::int as incidents from opened, unnest(mitre_techniques) as technique
          group by 1 order by 2 desc, technique collate "C" limit ${MOST}
        ), by_entity as (
          select kind, value, count(*)::int as incidents from incident_entities join opened using (incident_id)
          group by 1, 2 order by 3 desc, kind collate "C", value collate "C" limit ${MOST}
        ), gravest as (
          select incident_id, severity, alert_count from opened
          order by severity desc, alert_count desc, incident_id limit ${NOTABLE}
        )
        select
          coalesce((select json_agg(by_hour) from by_hour), '[]') as hours,
          coalesce((select json_agg(by_status) from by_status), '[]') as statuses,
          coalesce((select json_agg(by_technique) from by_technique), '[]') as techniques,
          coalesce((select json_agg(by_entity) from by_entity), '[]') as entities,
          coalesce((select json_agg(incident_id order by severity desc, alert_count desc, incident_id) from gravest), '[]') as notable,
          (select count(*)::int from incidents where merged_into is null and created_at < ${from}::timestamptz
            and created_at >= ${from}::timestamptz - (${to}::timestamptz - ${from}::timestamptz)) as opened_before,
          (select count(*)::int from approvals where status = 'pending') as waiting_plans
      `.execute(transaction);
      const figures = Figures.parse(rows[0]);
      return {
        hours: figures.hours,
        statuses: figures.statuses,
        openedBefore: figures.opened_before,
        techniques: figures.techniques,
        entities: figures.entities.map(({ kind, value, incidents }) => ({ entity: { kind, value }, incidents })),
        notable: figures.notable,
        waitingPlans: figures.waiting_plans,
      };
    }),
});
