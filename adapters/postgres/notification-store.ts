import { type Selectable, sql } from 'kysely';
import { Notification } from '../../domain/model/response.ts';
import type { NotificationStore } from '../../domain/ports/audit-log.ts';
import { storableNotification } from '../storable-notification.ts';
import type { Database } from './database.ts';
import { pageOf, placeOf } from './newest-first.ts';
import type { Schema } from './schema.ts';

const notificationOf = (row: Selectable<Schema['notifications']>): Notification =>
  Notification.parse({
    notification_id: row.notification_id,
    kind: row.kind,
    ...(row.incident_id !== null && { incident_id: row.incident_id }),
    title: row.title,
    body: row.body,
    created_at: row.created_at.toISOString(),
  });

/** Notifications in PostgreSQL. */
export const postgresNotificationStore = ({ withTenant }: Database): NotificationStore => ({
  add: (tenant, notification) =>
    withTenant(tenant, async (tx) => {
      const { incident_id, created_at, ...rest } = storableNotification(notification);
      await tx
        .insertInto('notifications')
        .values({ tenant, ...rest, incident_id: incident_id ?? null, created_at: new Date(created_at) })
        .onConflict((conflict) => conflict.columns(['tenant', 'notification_id']).doNothing())
        .execute();
    }),
  list: (tenant, { limit, cursor }) =>
    withTenant(tenant, async (tx) => {
      const after = placeOf(cursor);
      let query = tx.selectFrom('notifications').selectAll();
      if (after) query = query.where(sql<boolean>`(created_at, notification_id) < (${after.at}, ${after.id})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('notification_id', 'desc')
        .limit(limit + 1)
        .execute();
      const place = ({ created_at, notification_id }: (typeof rows)[number]) => ({
        at: created_at,
        id: notification_id,
      });
      return pageOf(rows, limit, place, notificationOf);
    }),
});
