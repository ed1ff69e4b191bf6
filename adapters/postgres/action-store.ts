import { type Selectable, sql } from 'kysely';
import { ResponseAction } from '../../domain/model/response.ts';
import type { ActionStore } from '../../domain/ports/action-store.ts';
import { storableAction, storableChange } from '../storable-action.ts';
import type { Database } from './database.ts';
import { pageOf, placeOf } from './newest-first.ts';
import type { Schema } from './schema.ts';

const actionOf = (row: Selectable<Schema['actions']>): ResponseAction =>
  ResponseAction.parse({
    action_id: row.action_id,
    playbook_id: row.playbook_id,
    incident_id: row.incident_id,
    action_type: row.action_type,
    target: row.target,
    status: row.status,
    ...(row.blast_radius !== null && { blast_radius: row.blast_radius }),
    ...(row.snapshot !== null && { snapshot: row.snapshot }),
    ...(row.detail !== null && { detail: row.detail }),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  });

/** Actions in PostgreSQL. */
export const postgresActionStore = ({ withTenant, withLock }: Database): ActionStore => ({
  add: (tenant, actions) =>
    withTenant(tenant, async (tx) => {
      if (actions.length === 0) return;
      const rows = actions.map(storableAction).map(({ snapshot, ...action }) => ({
        ...action,
        tenant,
        snapshot: snapshot === undefined ? null : JSON.stringify(snapshot),
        created_at: new Date(action.created_at),
        updated_at: new Date(action.updated_at),
      }));
      await tx
        .insertInto('actions')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['tenant', 'action_id']).doNothing())
        .execute();
    }),
  get: (tenant, actionId) =>
    withTenant(tenant, async (tx) => {
      const row = await tx.selectFrom('actions').selectAll().where('action_id', '=', actionId).executeTakeFirst();
      return row && actionOf(row);
    }),
  list: (tenant, { playbookId, incidentId, actionType, target, status, limit, cursor }) =>
    withTenant(tenant, async (tx) => {
      const after = placeOf(cursor);
      let query = tx.selectFrom('actions').selectAll();
      if (playbookId !== undefined) query = query.where('playbook_id', '=', playbookId);
      if (incidentId !== undefined) query = query.where('incident_id', '=', incidentId);
      if (actionType !== undefined) query = query.where('action_type', '=', actionType);
      if (target !== undefined) query = query.where('target', '=', target);
      if (status) query = query.where('status', 'in', status.length > 0 ? [...status] : ['']);
      if (after) query = query.where(sql<boolean>`(created_at, action_id) < (${after.at}, ${after.id})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('action_id', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, limit, ({ created_at, action_id }) => ({ at: created_at, id: action_id }), actionOf);
    }),
  move: (tenant, actionId, from, change, now) =>
    withTenant(tenant, async (tx) => {
      if (from.length === 0) return false;
      const { snapshot, ...set } = storableChange(change);
      const { numUpdatedRows } = await tx
        .updateTable('actions')
        .set({
          ...set,
          ...(snapshot !== undefined && { snapshot: JSON.stringify(snapshot) }),
          updated_at: new Date(now),
        })
        .where('action_id', '=', actionId)
        .where('status', 'in', [...from])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    }),
  exclusively: (tenant, name, work) => withLock(tenant, name, work),
});
