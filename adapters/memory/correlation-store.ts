import type { TenantId } from '../../domain/model/tenant.ts';
import type { CorrelationStore, StoredWindow, WindowKey } from '../../domain/ports/correlation-store.ts';

/** Windows in memory say at once which version they have. */
export type MemoryCorrelationStore<State> = CorrelationStore<State> & {
  readonly versionOf: (tenant: TenantId, key: WindowKey) => number;
};

/** Correlation windows in memory; state is copied in and out, as a store would. */
export const memoryCorrelationStore = <State>(): MemoryCorrelationStore<State> => {
  const windows = new Map<string, StoredWindow<State>>();
  return {
    versionOf: (tenant, { ruleId, group }) => windows.get(JSON.stringify([tenant, ruleId, group]))?.version ?? 0,
    async load(tenant, keys) {
      return keys.flatMap((key) => {
        const found = windows.get(JSON.stringify([tenant, key.ruleId, key.group]));
        return found ? [structuredClone(found)] : [];
      });
    },
    async save(tenant, window, _expiresAt) {
      const name = JSON.stringify([tenant, window.key.ruleId, window.key.group]);
      if ((windows.get(name)?.version ?? 0) !== window.version) return 'conflict';
      windows.set(name, structuredClone({ ...window, version: window.version + 1 }));
      return 'saved';
    },
  };
};
