import type { ResponseAction } from '../../domain/model/response.ts';
import type { ActionStore } from '../../domain/ports/action-store.ts';
import { exclusive } from '../exclusive.ts';
import { storableAction, storableChange } from '../storable-action.ts';
import { byTenant } from './by-tenant.ts';
import { newestFirst } from './newest-first.ts';

/** Actions in memory. */
export const memoryActionStore = (): ActionStore => {
  const actionsOf = byTenant(() => new Map<string, ResponseAction>());
  const oneByOne = exclusive();
  return {
    async add(tenant, actions) {
      const kept = actionsOf(tenant);
      for (const action of actions) if (!kept.has(action.action_id)) kept.set(action.action_id, storableAction(action));
    },
    async get(tenant, actionId) {
      return structuredClone(actionsOf(tenant).get(actionId));
    },
    async list(tenant, { playbookId, incidentId, actionType, target, status, ...query }) {
      const found = [...actionsOf(tenant).values()]
        .filter(({ playbook_id }) => playbookId === undefined || playbook_id === playbookId)
        .filter(({ incident_id }) => incidentId === undefined || incident_id === incidentId)
        .filter(({ action_type }) => actionType === undefined || action_type === actionType)
        .filter((action) => target === undefined || action.target === target)
        .filter((action) => !status || status.includes(action.status));
      return newestFirst(found, ({ created_at, action_id }) => ({ at: created_at, id: action_id }), query);
    },
    async move(tenant, actionId, from, change, now) {
      const kept = actionsOf(tenant);
      const action = kept.get(actionId);
      if (!action || !from.includes(action.status)) return false;
      kept.set(actionId, { ...action, ...storableChange(change), updated_at: new Date(now).toISOString() });
      return true;
    },
    exclusively: (tenant, name, work) => oneByOne(`${tenant} ${name}`, work),
  };
};
