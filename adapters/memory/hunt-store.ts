import { type Hunt, type HuntAlert, OPEN } from '../../domain/hunt/hunt.ts';
import type { HuntStore } from '../../domain/ports/hunt-store.ts';
import { newestFirst } from './newest-first.ts';

type Row = { hunt: Hunt; part: number; state: string | undefined; readonly alerts: Map<string, HuntAlert> };

/** Hunts in memory. */
export const memoryHuntStore = (): HuntStore => {
  const rows = new Map<string, Row>();
  const ofTenant = (tenant: string): Row[] => [...rows.values()].filter(({ hunt }) => hunt.tenant === tenant);
  const rowOf = (tenant: string, id: string): Row | undefined => rows.get(`${tenant}/${id}`);
  const isOpen = ({ hunt }: Row): boolean => OPEN.includes(hunt.status);
  const end = (row: Row, status: 'failed' | 'cancelled', more: { error?: string }, now: number): void => {
    row.hunt = { ...row.hunt, ...more, status, updated_at: new Date(now).toISOString() };
    row.state = undefined;
  };
  return {
    async create(tenant, hunt, stalledBefore, keptSince) {
      for (const row of ofTenant(tenant)) {
        if (Date.parse(row.hunt.created_at) < keptSince) rows.delete(`${tenant}/${row.hunt.hunt_id}`);
        else if (isOpen(row) && Date.parse(row.hunt.updated_at) < stalledBefore)
          end(
            row,
            'failed',
            { error: 'It stood still for hours and was given up: start it again.' },
            Date.parse(hunt.created_at),
          );
      }
      if (ofTenant(tenant).some(isOpen) || rowOf(tenant, hunt.hunt_id)) return 'busy';
      rows.set(`${tenant}/${hunt.hunt_id}`, { hunt, part: 0, state: undefined, alerts: new Map() });
      return 'created';
    },
    get: async (tenant, huntId) => rowOf(tenant, huntId)?.hunt,
    list: async (tenant, query) =>
      newestFirst(
        ofTenant(tenant).map(({ hunt }) => hunt),
        ({ created_at, hunt_id }) => ({ at: created_at, id: hunt_id }),
        query,
      ),
    alerts: async (tenant, huntId, limit) =>
      [...(rowOf(tenant, huntId)?.alerts.values() ?? [])]
        .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp) || (a.alert_id < b.alert_id ? -1 : 1))
        .slice(0, limit),
    async job(tenant, huntId) {
      const row = rowOf(tenant, huntId);
      return row && { hunt: row.hunt, part: row.part, state: row.state };
    },
    async save(tenant, part, { hunt, state, alerts }) {
      const row = rowOf(tenant, hunt.hunt_id);
      if (!row || row.part !== part || !isOpen(row)) return false;
      row.hunt = hunt;
      row.part = part + 1;
      row.state = state;
      for (const alert of alerts) if (!row.alerts.has(alert.alert_id)) row.alerts.set(alert.alert_id, alert);
      return true;
    },
    async cancel(tenant, huntId, now) {
      const row = rowOf(tenant, huntId);
      if (row && isOpen(row)) end(row, 'cancelled', {}, now);
      return row?.hunt;
    },
  };
};
