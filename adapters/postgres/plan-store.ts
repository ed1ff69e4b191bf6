import { type Selectable, sql } from 'kysely';
import { VOIDABLE } from '../../domain/approve/void-plans.ts';
import { Plan } from '../../domain/model/plan.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { PlanStore } from '../../domain/ports/plan-store.ts';
import type { Database, TenantTransaction } from './database.ts';
import { pageOf, placeOf } from './newest-first.ts';
import type { Schema } from './schema.ts';

type PlanRow = Pick<Selectable<Schema['plans']>, 'document' | 'status'>;

const Document = Plan.omit({ status: true });

const planOf = ({ document, status }: PlanRow): Plan => Plan.parse({ ...Document.parse(document), status });

/** Adds the plan of a revision, void from the start where a newer revision has one. */
const insertPlan = async (transaction: TenantTransaction, tenant: TenantId, plan: Plan): Promise<void> => {
  const newer = await transaction
    .selectFrom('plans')
    .select('playbook_id')
    .where('incident_id', '=', plan.incident_id)
    .where('revision', '>', plan.revision)
    .executeTakeFirst();
  const { status, ...document } = plan;
  await transaction
    .insertInto('plans')
    .values({
      tenant,
      playbook_id: plan.playbook_id,
      incident_id: plan.incident_id,
      revision: plan.revision,
      status: newer ? 'voided' : status,
      plan_hash: plan.plan_hash,
      document: JSON.stringify(document),
      created_at: new Date(plan.created_at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Plans are locked before their approvals, here as in the decisions on them. */
const voidEarlier = async (transaction: TenantTransaction, plan: Plan) => {
  await transaction
    .updateTable('plans')
    .set({ status: 'voided' })
    .where('incident_id', '=', plan.incident_id)
    .where('revision', '<', plan.revision)
    .where('status', 'in', [...VOIDABLE])
    .execute();
  const voided = await transaction
    .selectFrom('plans')
    .leftJoin('approvals', 'approvals.playbook_id', 'plans.playbook_id')
    .select(['plans.playbook_id', 'approvals.task_token'])
    .where('plans.incident_id', '=', plan.incident_id)
    .where('plans.revision', '<', plan.revision)
    .where('plans.status', '=', 'voided')
    .orderBy('plans.revision')
    .execute();
  const ids = voided.map(({ playbook_id }) => playbook_id);
  if (ids.length > 0)
    await transaction
      .updateTable('approvals')
      .set({ status: 'voided', decided_at: new Date(plan.created_at) })
      .where('playbook_id', 'in', ids)
      .where('status', '=', 'pending')
      .execute();
  return voided.map(({ playbook_id, task_token }) => ({
    playbookId: playbook_id,
    ...(task_token !== null && { taskToken: task_token }),
  }));
};

/** Plans in PostgreSQL. */
export const postgresPlanStore = ({ withTenant }: Database): PlanStore => ({
  put: (tenant, plan) =>
    withTenant(tenant, async (tx) => {
      // Plans of one incident come one after another.
      await tx
        .selectFrom('incidents')
        .select('incident_id')
        .where('incident_id', '=', plan.incident_id)
        .forNoKeyUpdate()
        .execute();
      await insertPlan(tx, tenant, plan);
      const voided = await voidEarlier(tx, plan);
      const kept = await tx
        .selectFrom('plans')
        .select(['document', 'status'])
        .where('playbook_id', '=', plan.playbook_id)
        .executeTakeFirstOrThrow();
      return { plan: planOf(kept), voided };
    }),
  get: (tenant, playbookId) =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('plans')
        .select(['document', 'status'])
        .where('playbook_id', '=', playbookId)
        .executeTakeFirst();
      return row && planOf(row);
    }),
  ofIncident: (tenant, incidentId) =>
    withTenant(tenant, async (tx) => {
      const rows = await tx
        .selectFrom('plans')
        .select(['document', 'status'])
        .where('incident_id', '=', incidentId)
        .orderBy('revision', 'desc')
        .execute();
      return rows.map(planOf);
    }),
  list: (tenant, { status, limit, cursor }) =>
    withTenant(tenant, async (tx) => {
      const after = placeOf(cursor);
      let query = tx.selectFrom('plans').select(['document', 'status', 'created_at', 'playbook_id']);
      if (status) query = query.where('status', 'in', status.length > 0 ? [...status] : ['']);
      if (after) query = query.where(sql<boolean>`(created_at, playbook_id) < (${after.at}, ${after.id})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('playbook_id', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, limit, ({ created_at, playbook_id }) => ({ at: created_at, id: playbook_id }), planOf);
    }),
  move: (tenant, playbookId, from, to) =>
    withTenant(tenant, async (tx) => {
      if (from.length === 0) return false;
      const { numUpdatedRows } = await tx
        .updateTable('plans')
        .set({ status: to })
        .where('playbook_id', '=', playbookId)
        .where('status', 'in', [...from])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    }),
});
