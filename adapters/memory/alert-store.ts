import type { Alert } from '../../domain/model/alert.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';

const instantOf = (id: string): number => Number(id.split('.')[0]);

/** Alerts in memory. */
export const memoryAlertStore = (): AlertStore => {
  const alerts = new Map<string, Alert>();
  return {
    async put(tenant, added) {
      for (const alert of added) alerts.set(`${tenant}/${alert.id}`, alert);
    },
    get: async (tenant, alertId) => alerts.get(`${tenant}/${alertId}`),
    async list(tenant, from, to, limit, cursor) {
      const all = [...alerts.values()]
        .filter(({ tenant: owner, id }) => {
          const at = instantOf(id);
          return owner === tenant && at >= Date.parse(from) && at < Date.parse(to);
        })
        .sort((a, b) => instantOf(a.id) - instantOf(b.id) || (a.id < b.id ? -1 : 1));
      const start = cursor ? all.findIndex(({ id }) => id === cursor) + 1 : 0;
      const items = all.slice(start, start + limit);
      const last = items.at(-1);
      return items.length === limit && last ? { items, cursor: last.id } : { items };
    },
  };
};
