import { sql } from 'kysely';
import type { TenantTransaction } from './database.ts';

/** Alerts received in [from, to), RFC 3339 UTC, that are in an incident and that were suppressed. */
export const countOutcomes = async (
  transaction: TenantTransaction,
  from: string,
  to: string,
): Promise<{ inIncidents: number; suppressed: number }> => {
  const { rows } = await sql<{ in_incidents: number; suppressed: number }>`
    select
      (select count(*)::int from incident_alerts where received_at >= ${from} and received_at < ${to}) as in_incidents,
      (select count(*)::int from suppressed_alerts where received_at >= ${from} and received_at < ${to}) as suppressed
  `.execute(transaction);
  const [counts] = rows;
  return { inIncidents: counts?.in_incidents ?? 0, suppressed: counts?.suppressed ?? 0 };
};

/** Suppressed alerts received in [from, to) by rule id. */
export const suppressedByRule = async (
  transaction: TenantTransaction,
  from: string,
  to: string,
): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql<{ rule_id: string; count: number }>`
    select rule_id, count(*)::int as count from suppressed_alerts
    where received_at >= ${from} and received_at < ${to} group by rule_id order by rule_id
  `.execute(transaction);
  return Object.fromEntries(rows.map(({ rule_id, count }) => [rule_id, count]));
};
