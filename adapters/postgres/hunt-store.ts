import { gunzipSync, gzipSync } from 'node:zlib';
import { type Selectable, sql } from 'kysely';
import { Hunt, HuntAlert, OPEN } from '../../domain/hunt/hunt.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { HuntStore } from '../../domain/ports/hunt-store.ts';
import type { Database, TenantTransaction } from './database.ts';
import { pageOf, placeOf } from './newest-first.ts';
import type { Schema } from './schema.ts';

type HuntRow = Pick<Selectable<Schema['hunts']>, 'document' | 'status'>;

const Document = Hunt.omit({ status: true });

const huntOf = ({ document, status }: HuntRow): Hunt => Hunt.parse({ ...Document.parse(document), status });

/** What a part hands on may be large, never boundless. */
const MAXIMUM_STATE_BYTES = 512 * 1024 * 1024;
const INSERTED_AT_ONCE = 1_000;

const rowOf = ({ status, ...document }: Hunt) => ({
  status,
  document: JSON.stringify(document),
  updated_at: new Date(document.updated_at),
});

const insertAlerts = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  hunt_id: string,
  alerts: readonly HuntAlert[],
): Promise<void> => {
  for (let at = 0; at < alerts.length; at += INSERTED_AT_ONCE) {
    await transaction
      .insertInto('hunt_alerts')
      .values(
        alerts.slice(at, at + INSERTED_AT_ONCE).map((alert) => ({
          tenant,
          hunt_id,
          alert_id: alert.alert_id,
          change: alert.change,
          event_at: new Date(alert.timestamp),
          document: JSON.stringify(alert),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

/** Ends a hunt that nobody works on any more. */
const end = (
  transaction: TenantTransaction,
  status: 'failed' | 'cancelled',
  more: { readonly error?: string },
  now: Date,
) =>
  transaction
    .updateTable('hunts')
    .set({
      status,
      state: null,
      updated_at: now,
      document: sql`(document::jsonb || ${JSON.stringify({ ...more, updated_at: now.toISOString() })}::jsonb)::json`,
    })
    .where('status', 'in', [...OPEN]);

/** Hunts in PostgreSQL. */
export const postgresHuntStore = ({ withTenant }: Database): HuntStore => ({
  create: (tenant, hunt, stalledBefore, keptSince) =>
    withTenant(tenant, async (tx) => {
      await tx.deleteFrom('hunts').where('created_at', '<', new Date(keptSince)).execute();
      const now = new Date(hunt.created_at);
      await end(tx, 'failed', { error: 'It stood still for hours and was given up: start it again.' }, now)
        .where('updated_at', '<', new Date(stalledBefore))
        .execute();
      const inserted = await tx
        .insertInto('hunts')
        .values({ tenant, hunt_id: hunt.hunt_id, created_at: now, state: null, ...rowOf(hunt) })
        .onConflict((conflict) => conflict.doNothing())
        .returning('hunt_id')
        .executeTakeFirst();
      return inserted ? 'created' : 'busy';
    }),
  get: (tenant, huntId) =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('hunts')
        .select(['document', 'status'])
        .where('hunt_id', '=', huntId)
        .executeTakeFirst();
      return row && huntOf(row);
    }),
  list: (tenant, { limit, cursor }) =>
    withTenant(tenant, async (tx) => {
      const after = placeOf(cursor);
      let query = tx.selectFrom('hunts').select(['document', 'status', 'created_at', 'hunt_id']);
      if (after) query = query.where(sql<boolean>`(created_at, hunt_id) < (${after.at}, ${after.id})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('hunt_id', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, limit, ({ created_at, hunt_id }) => ({ at: created_at, id: hunt_id }), huntOf);
    }),
  alerts: (tenant, huntId, limit) =>
    withTenant(tenant, async (tx) => {
      const rows = await tx
        .selectFrom('hunt_alerts')
        .select('document')
        .where('hunt_id', '=', huntId)
        .orderBy('event_at')
        .orderBy('alert_id')
        .limit(limit)
        .execute();
      return rows.map(({ document }) => HuntAlert.parse(document));
    }),
  job: (tenant, huntId) =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('hunts')
        .select(['document', 'status', 'part', 'state'])
        .where('hunt_id', '=', huntId)
        .executeTakeFirst();
      if (!row) return undefined;
      const state = row.state && gunzipSync(row.state, { maxOutputLength: MAXIMUM_STATE_BYTES }).toString();
      return { hunt: huntOf(row), part: row.part, state: state ?? undefined };
    }),
  save: (tenant, part, { hunt, state, alerts }) =>
    withTenant(tenant, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('hunts')
        .set({ ...rowOf(hunt), part: part + 1, state: state === undefined ? null : gzipSync(state, { level: 1 }) })
        .where('hunt_id', '=', hunt.hunt_id)
        .where('part', '=', part)
        .where('status', 'in', [...OPEN])
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await insertAlerts(tx, tenant, hunt.hunt_id, alerts);
      return true;
    }),
  cancel: (tenant, huntId, now) =>
    withTenant(tenant, async (tx) => {
      await end(tx, 'cancelled', {}, new Date(now)).where('hunt_id', '=', huntId).execute();
      const row = await tx
        .selectFrom('hunts')
        .select(['document', 'status'])
        .where('hunt_id', '=', huntId)
        .executeTakeFirst();
      return row && huntOf(row);
    }),
});
