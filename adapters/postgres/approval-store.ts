import type { Selectable } from 'kysely';
import { judgeDecision, settledApproval } from '../../domain/approve/judge-decision.ts';
import { PlanStatus } from '../../domain/model/plan.ts';
import { Approval } from '../../domain/model/response.ts';
import { storableText } from '../../domain/model/storable-text.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ApprovalStore } from '../../domain/ports/plan-store.ts';
import type { Database, TenantTransaction } from './database.ts';
import type { Schema } from './schema.ts';

type Kept = { readonly approval: Approval; readonly taskToken: string };

const keptOf = (row: Selectable<Schema['approvals']>): Kept => ({
  taskToken: row.task_token,
  approval: Approval.parse({
    playbook_id: row.playbook_id,
    incident_id: row.incident_id,
    plan_hash: row.plan_hash,
    status: row.status,
    requested_at: row.requested_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    ...(row.decided_at !== null && { decided_at: row.decided_at.toISOString() }),
    ...(row.decided_by !== null && { decided_by: row.decided_by }),
    ...(row.comment !== null && { comment: row.comment }),
  }),
});

/** The plan, locked: whoever holds it settles its approval. */
const lockPlan = async (transaction: TenantTransaction, playbookId: string) => {
  const row = await transaction
    .selectFrom('plans')
    .select(['status', 'plan_hash'])
    .where('playbook_id', '=', playbookId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { status: PlanStatus.parse(row.status), plan_hash: row.plan_hash };
};

const read = async (transaction: TenantTransaction, playbookId: string): Promise<Kept | undefined> => {
  const row = await transaction
    .selectFrom('approvals')
    .selectAll()
    .where('playbook_id', '=', playbookId)
    .executeTakeFirst();
  return row && keptOf(row);
};

/** Writes how the approval ended and moves the plan that waited for it. */
const settle = async (transaction: TenantTransaction, approval: Approval): Promise<Approval> => {
  const { playbook_id, status, decided_at, decided_by, comment } = approval;
  await transaction
    .updateTable('approvals')
    .set({
      status,
      decided_at: decided_at === undefined ? null : new Date(decided_at),
      decided_by: decided_by ?? null,
      comment: comment ?? null,
    })
    .where('playbook_id', '=', playbook_id)
    .execute();
  await transaction
    .updateTable('plans')
    .set({ status })
    .where('playbook_id', '=', playbook_id)
    .where('status', '=', 'pending_approval')
    .execute();
  return approval;
};

const insert = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  { approval, taskToken }: Kept,
): Promise<Approval> => {
  await transaction
    .insertInto('approvals')
    .values({
      ...approval,
      tenant,
      task_token: taskToken,
      requested_at: new Date(approval.requested_at),
      expires_at: new Date(approval.expires_at),
      decided_at: approval.decided_at === undefined ? null : new Date(approval.decided_at),
    })
    .execute();
  return approval;
};

/** Approvals in PostgreSQL. */
export const postgresApprovalStore = ({ withTenant }: Database): ApprovalStore => ({
  request: (tenant, { playbookId, incidentId, planHash, taskToken, expiresAt }, now) =>
    withTenant(tenant, async (tx) => {
      const plan = await lockPlan(tx, playbookId);
      const kept = await read(tx, playbookId);
      if (kept) {
        if (kept.approval.status === 'pending')
          await tx
            .updateTable('approvals')
            .set({ task_token: taskToken })
            .where('playbook_id', '=', playbookId)
            .execute();
        return kept.approval;
      }
      if (plan?.plan_hash !== planHash)
        throw new Error(`an approval of ${playbookId} was requested under a hash that is not the plan's`);
      const pending: Approval = {
        playbook_id: playbookId,
        incident_id: incidentId,
        plan_hash: planHash,
        status: 'pending',
        requested_at: new Date(now).toISOString(),
        expires_at: new Date(expiresAt).toISOString(),
      };
      const isWaiting = plan.status === 'pending_approval';
      return insert(tx, tenant, {
        approval: isWaiting ? pending : settledApproval(pending, 'voided', now),
        taskToken,
      });
    }),
  get: (tenant, playbookId) => withTenant(tenant, async (tx) => (await read(tx, playbookId))?.approval),
  decide: (tenant, playbookId, decision, now) =>
    withTenant(tenant, async (tx) => {
      const plan = await lockPlan(tx, playbookId);
      const kept = await read(tx, playbookId);
      if (!kept || !plan) return { kind: 'not_found' };
      const { approval, taskToken } = kept;
      const judgement = judgeDecision(approval, plan, decision, now);
      if (judgement === 'hash_mismatch') return { kind: 'hash_mismatch' };
      if (judgement === 'settled') return { kind: 'settled', taskToken, approval };
      if (judgement !== 'decided') {
        const ended = await settle(tx, settledApproval(approval, judgement, now));
        return { kind: 'settled', taskToken, approval: ended };
      }
      const { by, comment } = decision;
      const person = { by: storableText(by), ...(comment !== undefined && { comment: storableText(comment) }) };
      const decided = await settle(tx, settledApproval(approval, decision.verdict, now, person));
      return { kind: 'decided', taskToken, approval: decided };
    }),
  expire: (tenant, playbookId, now) =>
    withTenant(tenant, async (tx) => {
      await lockPlan(tx, playbookId);
      const kept = await read(tx, playbookId);
      if (kept?.approval.status !== 'pending') return kept?.approval;
      return settle(tx, settledApproval(kept.approval, 'expired', now));
    }),
});
