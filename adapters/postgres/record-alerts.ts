import { sql } from 'kysely';
import { applyGroup } from '../../domain/incident/apply-group.ts';
import { countEntities } from '../../domain/incident/count-entities.ts';
import { groupAlerts } from '../../domain/incident/grouping.ts';
import { suppressionOf } from '../../domain/incident/suppression.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertOutcome } from '../../domain/ports/incident-repository.ts';
import { insertIncidentAlerts, insertSuppressedAlerts, outcomesOf, type PlacedAlert } from './alert-writes.ts';
import type { TenantTransaction } from './database.ts';
import { candidatesFor } from './incident-candidates.ts';
import { addEntities, deleteSpans, insertSpans, moveContents, upsertIncidents } from './incident-writes.ts';
import { enqueueIncidents } from './outbox.ts';
import { groupingPolicyOf } from './policies.ts';

export type RecordContext = { readonly tenant: TenantId; readonly hasher: Hasher; readonly now: number };

const placeInIncidents = async (
  transaction: TenantTransaction,
  alerts: readonly Alert[],
  windowMs: number,
  { tenant, hasher, now }: RecordContext,
): Promise<readonly PlacedAlert[]> => {
  const { spans, records } = await candidatesFor(transaction, alerts, windowMs);
  const candidates = [...records.values()];
  const grouping = groupAlerts({ alerts, spans, candidates, windowMs }, { tenant, hasher });
  const apply = (isNew: boolean, gainedEntity: ReadonlySet<string>) =>
    grouping.groups
      .filter((group) => group.isNew === isNew)
      .map((group) =>
        applyGroup(group, {
          current: records.get(group.incidentId),
          merged: group.merged.flatMap((id) => records.get(id) ?? []),
          hasNewEntity: gainedEntity.has(group.incidentId),
          now,
        }),
      );

  const opened = apply(true, new Set()).map(({ record }) => record);
  await upsertIncidents(transaction, tenant, opened);
  const gainedEntity = await addEntities(
    transaction,
    tenant,
    grouping.groups.flatMap(({ incidentId, alerts: gained }) =>
      countEntities(gained).map((entity) => ({ ...entity, incidentId })),
    ),
  );
  const changed = apply(false, gainedEntity).flatMap(({ record, tombstones }) => [record, ...tombstones]);
  await upsertIncidents(transaction, tenant, changed);

  const moves = grouping.groups.flatMap(({ incidentId, merged }) => merged.map((from) => ({ from, into: incidentId })));
  await deleteSpans(transaction, grouping.obsolete);
  await moveContents(transaction, tenant, moves);
  await insertSpans(transaction, tenant, grouping.spans);
  const placed = grouping.groups.flatMap(({ incidentId, alerts: gained }) =>
    gained.map((alert) => ({ alert, incidentId })),
  );
  await insertIncidentAlerts(transaction, tenant, placed, now);
  await enqueueIncidents(
    transaction,
    tenant,
    [...opened, ...changed].map(({ incidentId }) => incidentId),
  );
  return placed;
};

/**
 * Records alerts, each once, in one transaction. Transactions of a tenant run one after another (advisory lock): two of
 * them could otherwise each open an incident for the same entity.
 */
export const recordInTransaction = async (
  transaction: TenantTransaction,
  alerts: readonly Alert[],
  context: RecordContext,
): Promise<readonly AlertOutcome[]> => {
  const ids = alerts.map(({ id }) => id);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incidents of ${context.tenant}`}, 0))`.execute(
    transaction,
  );
  const known = await outcomesOf(transaction, ids);
  const fresh = [...new Map(alerts.map((alert) => [alert.id, alert])).values()].filter(({ id }) => !known.has(id));
  const policy = await groupingPolicyOf(transaction);

  const suppressed = fresh.flatMap((alert) => {
    const reason = suppressionOf(alert, policy);
    return reason === undefined ? [] : [{ alert, reason }];
  });
  await insertSuppressedAlerts(transaction, context.tenant, suppressed, context.now);
  const grouped = fresh.filter((alert) => suppressionOf(alert, policy) === undefined);
  const placed = grouped.length === 0 ? [] : await placeInIncidents(transaction, grouped, policy.windowMs, context);

  const outcomes = new Map<string, AlertOutcome>(known);
  for (const { alert, reason } of suppressed)
    outcomes.set(alert.id, { alertId: alert.id, ruleId: alert.rule.id, kind: 'suppressed', reason });
  for (const { alert, incidentId } of placed)
    outcomes.set(alert.id, { alertId: alert.id, ruleId: alert.rule.id, kind: 'in_incident', incidentId });
  return alerts.flatMap(({ id }) => outcomes.get(id) ?? []);
};
