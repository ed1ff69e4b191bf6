import type { Alert } from '../../domain/model/alert.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertOutcome, IncidentRepository } from '../../domain/ports/incident-repository.ts';
import type { OutcomeCounts } from '../../domain/ports/outcome-counts.ts';
import type { Database } from './database.ts';
import { incidentsById, listAlertIds, listIncidents } from './incident-queries.ts';
import { countOutcomes } from './outcome-counts.ts';
import { recordInTransaction } from './record-alerts.ts';

/** A transaction takes this many alerts, so that no statement and no lock lasts long. */
const ALERTS_PER_TRANSACTION = 5_000;

/** Throws where an alert belongs to another tenant: a defect of the caller that must not be stored. */
const assertOwned = (tenant: TenantId, alerts: readonly Alert[]): void => {
  const foreign = alerts.find((alert) => alert.tenant !== tenant);
  if (foreign) throw new Error(`alert ${foreign.id} belongs to ${foreign.tenant}, not to ${tenant}`);
};

/** Incidents in PostgreSQL, under row-level security. */
export const postgresIncidentRepository = (
  { withTenant }: Database,
  hasher: Hasher,
): IncidentRepository & OutcomeCounts => ({
  async recordAlerts(tenant, alerts, now) {
    assertOwned(tenant, alerts);
    const outcomes: AlertOutcome[] = [];
    for (let start = 0; start < alerts.length; start += ALERTS_PER_TRANSACTION) {
      const part = alerts.slice(start, start + ALERTS_PER_TRANSACTION);
      outcomes.push(...(await withTenant(tenant, (tx) => recordInTransaction(tx, part, { tenant, hasher, now }))));
    }
    return outcomes;
  },
  get: (tenant, incidentId) =>
    withTenant(tenant, async (tx) => (await incidentsById(tx, tenant, [incidentId]))[0]?.incident),
  list: (tenant, query) => withTenant(tenant, (tx) => listIncidents(tx, tenant, query)),
  alertIdsOf: (tenant, incidentId, limit, cursor) =>
    withTenant(tenant, (tx) => listAlertIds(tx, incidentId, limit, cursor)),
  outcomes: (tenant, from, to) => withTenant(tenant, (tx) => countOutcomes(tx, from, to)),
});
