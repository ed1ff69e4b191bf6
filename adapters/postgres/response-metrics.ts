import { sql } from 'kysely';
import { z } from 'zod';
import { Band } from '../../domain/model/alert.ts';
import { IncidentStatus } from '../../domain/model/incident.ts';
import { PlanStatus } from '../../domain/model/plan.ts';
import { ActionStatus } from '../../domain/model/response.ts';
import type { ResponseMetrics, Timing } from '../../domain/ports/response-metrics.ts';
import type { Database } from './database.ts';

const counts = <S extends z.core.util.EnumLike>(status: z.ZodEnum<S>) => z.partialRecord(status, z.number().int());

const TimingRow = z
  .object({ count: z.number().int(), mean: z.number().nullable(), p95: z.number().nullable() })
  .transform(
    ({ count, mean, p95 }): Timing => ({ count, ...(mean !== null && { mean }), ...(p95 !== null && { p95 }) }),
  );

const Figures = z.object({
  incidents: counts(IncidentStatus),
  plans: counts(PlanStatus),
  actions: counts(ActionStatus),
  to_plan: TimingRow,
  to_decision: TimingRow,
  to_response: TimingRow,
});

const CountRow = z.object({ time: z.date(), band: Band, count: z.number().int() });

/** `{count, mean, p95}` of a query with a column `seconds`; a clock that went back counts as no time. */
const timing = (query: ReturnType<typeof sql>) => sql`(select json_build_object('count', count(*)::int,
  'mean', avg(greatest(seconds, 0))::float8, 'p95', percentile_cont(0.95) within group (order by greatest(seconds, 0)))
  from (${query}) measured)`;

/** Figures on response from PostgreSQL, each answer from one statement. */
export const postgresResponseMetrics = ({ withTenant }: Database): ResponseMetrics => ({
  response: (tenant, from, to) =>
    withTenant(tenant, async (transaction) => {
      const within = sql`>= ${from}::timestamptz and created_at < ${to}::timestamptz`;
      const { rows } = await sql`
        with opened as materialized (
          select incident_id, status, created_at from incidents where merged_into is null and created_at ${within}
        ), planned as materialized (select playbook_id, status from plans where created_at ${within}),
        acted as materialized (select status from actions where created_at ${within})
        select
          coalesce((select json_object_agg(status, count) from (select status, count(*)::int from opened group by 1) s), '{}') as incidents,
          coalesce((select json_object_agg(status, count) from (select status, count(*)::int from planned group by 1) s), '{}') as plans,
          coalesce((select json_object_agg(status, count) from (select status, count(*)::int from acted group by 1) s), '{}') as actions,
          ${timing(sql`select extract(epoch from min(p.created_at) - o.created_at)::float8 as seconds
            from opened o join plans p using (incident_id) group by o.incident_id, o.created_at`)} as to_plan,
          ${timing(sql`select extract(epoch from decided_at - requested_at)::float8 as seconds
            from approvals join planned using (playbook_id)
            where approvals.status in ('approved', 'denied') and decided_by is not null`)} as to_decision,
          ${timing(sql`select extract(epoch from min((e.document->>'at')::timestamptz) - o.created_at)::float8 as seconds
            from opened o join audit_entries e using (incident_id)
            where e.document->>'kind' = 'action_verified' group by o.incident_id, o.created_at`)} as to_response
      `.execute(transaction);
      const { to_plan, to_decision, to_response, ...figures } = Figures.parse(rows[0]);
      return { ...figures, secondsToPlan: to_plan, secondsToDecision: to_decision, secondsToResponse: to_response };
    }),

  incidents: (tenant, from, to, stepMinutes) =>
    withTenant(tenant, async (transaction) => {
      const { rows } = await sql`
        select date_bin(make_interval(mins => ${stepMinutes}::int), first_event_at, 'epoch'::timestamptz) as time, band,
          count(*)::int as count
        from incidents
        where merged_into is null and first_event_at >= ${from}::timestamptz and first_event_at < ${to}::timestamptz
        group by 1, 2 order by 1, 2
      `.execute(transaction);
      return rows.map((row) => {
        const { time, ...counted } = CountRow.parse(row);
        return { time: time.toISOString(), ...counted };
      });
    }),
});
