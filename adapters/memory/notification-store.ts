import type { Notification } from '../../domain/model/response.ts';
import type { NotificationStore } from '../../domain/ports/audit-log.ts';
import { storableNotification } from '../storable-notification.ts';
import { byTenant } from './by-tenant.ts';
import { newestFirst } from './newest-first.ts';

/** Notifications in memory. */
export const memoryNotificationStore = (): NotificationStore => {
  const notificationsOf = byTenant(() => new Map<string, Notification>());
  return {
    async add(tenant, notification) {
      const kept = notificationsOf(tenant);
      if (!kept.has(notification.notification_id))
        kept.set(notification.notification_id, storableNotification(notification));
    },
    list: async (tenant, query) =>
      newestFirst(
        notificationsOf(tenant).values(),
        ({ created_at, notification_id }) => ({ at: created_at, id: notification_id }),
        query,
      ),
  };
};
