import { sql } from 'kysely';
import { advance } from '../../domain/incident/advance.ts';
import { IncidentStatus } from '../../domain/model/incident.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import type { Database } from './database.ts';
import { enqueueIncidents } from './outbox.ts';

/** The states of incidents in PostgreSQL. */
export const postgresIncidentLifecycle = ({ withTenant }: Database): IncidentLifecycle => ({
  transition: (tenant, { incidentId, revision }, to, now) =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('incidents')
        .select(['status', 'revision', 'executing_revision', 'merged_into'])
        .where('incident_id', '=', incidentId)
        .forNoKeyUpdate()
        .executeTakeFirst();
      if (!row) return 'unknown';
      const { outcome, position } = advance(
        {
          status: IncidentStatus.parse(row.status),
          revision: row.revision,
          isMerged: row.merged_into !== null,
          ...(row.executing_revision !== null && { executingRevision: row.executing_revision }),
        },
        revision,
        to,
      );
      if (outcome !== 'moved') return outcome;
      await tx
        .updateTable('incidents')
        .set({
          status: position.status,
          executing_revision: position.executingRevision ?? null,
          version: sql`version + 1`,
          updated_at: new Date(now),
        })
        .where('incident_id', '=', incidentId)
        .execute();
      await enqueueIncidents(tx, tenant, [incidentId]);
      return outcome;
    }),
  toStart: (tenant, until, limit) =>
    withTenant(tenant, async (tx) => {
      const rows = await tx
        .selectFrom('incidents')
        .select(['incident_id', 'revision'])
        .where('status', '=', sql.lit('new'))
        .where('merged_into', 'is', null)
        .where('updated_at', '<', new Date(until))
        .orderBy('updated_at')
        .orderBy('incident_id')
        .limit(limit)
        .execute();
      return rows.map(({ incident_id, revision }) => ({ incidentId: incident_id, revision }));
    }),
});
