import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Alert } from '../../domain/model/alert.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { dayOf, daysBetween } from '../../domain/model/time.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { queryItems, type Table } from './table.ts';
import { writeAll } from './write-all.ts';

const ALERT_ID = /^(\d{1,15})\.[0-9a-f]{16}$/;

const padded = (alertId: string): string => alertId.padStart(32, '0');
const keyOf = (tenant: TenantId, alertId: string, milliseconds: string) => ({
  pk: keys.alert(tenant, dayOf(new Date(Number(milliseconds)).toISOString())),
  sk: padded(alertId),
});

const decodeCursor = (cursor: string | undefined): { day: string; sk: string } | undefined => {
  const [day = '', sk = ''] = (cursor ?? '').split('/');
  return /^\d{4}-\d\d-\d\d$/.test(day) ? { day, sk } : undefined;
};

/** The item of an alert: `put` and transactions write the same. */
export const alertItem = (tenant: TenantId, alert: Alert) => {
  const [milliseconds = '0'] = alert.id.split('.');
  const { id, level } = alert.rule;
  const head = { type: 'ALERT', tenant, ruleId: id, level, receivedAt: alert.receivedAt };
  return { ...keyOf(tenant, alert.id, milliseconds), ...head, data: packPayload(alert) };
};

/** Alerts as items, by day of the event and id; the id carries the time, so that it alone finds the item. */
export const dynamoAlertStore = (table: Table): AlertStore => ({
  put: (tenant, alerts) =>
    writeAll(
      table,
      alerts.map((alert) => alertItem(tenant, alert)),
    ),
  async get(tenant, alertId) {
    const [, milliseconds] = ALERT_ID.exec(alertId) ?? [];
    if (!milliseconds) return undefined;
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf(tenant, alertId, milliseconds) }),
    );
    return Item && payloadOf(Item.data, Alert);
  },
  async list(tenant, from, to, limit, cursor) {
    const items: Alert[] = [];
    const after = decodeCursor(cursor);
    const bounds = {
      from: padded(`${Date.parse(from)}.${'0'.repeat(16)}`),
      to: padded(`${Date.parse(to)}.${'0'.repeat(16)}`),
    };
    for (const day of daysBetween(from, to)) {
      if (after && day < after.day) continue;
      const start = after?.day === day && after.sk > bounds.from ? after.sk : bounds.from;
      const range = { from: start, to: bounds.to };
      // No more is read than is handed out, and the item behind which the cursor stands.
      for await (const { data, sk } of queryItems(table, keys.alert(tenant, day), range, { limit: limit + 1 })) {
        if (after?.day === day && sk === after.sk) continue;
        items.push(payloadOf(data, Alert));
        if (items.length === limit) return { items, cursor: `${day}/${sk}` };
      }
    }
    return { items };
  },
});
