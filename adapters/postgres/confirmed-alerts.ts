import { sql } from 'kysely';
import type { ConfirmedAlerts } from '../../domain/ports/confirmed-alerts.ts';
import type { Database } from './database.ts';

/** Ids in one question. */
const AT_ONCE = 5_000;
/** An action in one of these states has changed something in the world. */
const RAN = ['verified', 'rolling_back', 'rolled_back'];

/** Confirmed incidents in PostgreSQL; alerts of incidents that were merged count for the one that they were merged into. */
export const postgresConfirmedAlerts = ({ withTenant }: Database): ConfirmedAlerts => ({
  confirmed: (tenant, alertIds) =>
    withTenant(tenant, async (transaction) => {
      const found = new Set<string>();
      for (let at = 0; at < alertIds.length; at += AT_ONCE) {
        const { rows } = await sql<{ alert_id: string }>`
          select alert.alert_id from incident_alerts alert
          join incidents incident on incident.incident_id = alert.incident_id
          where alert.alert_id = any(${alertIds.slice(at, at + AT_ONCE)})
            and (
              exists (
                select from approvals where status = 'approved'
                  and approvals.incident_id in (incident.incident_id, incident.merged_into)
              )
              or exists (
                select from actions where status = any(${RAN})
                  and actions.incident_id in (incident.incident_id, incident.merged_into)
              )
            )`.execute(transaction);
        for (const { alert_id } of rows) found.add(alert_id);
      }
      return found;
    }),
});
