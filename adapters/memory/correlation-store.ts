import type { CorrelationStore, StoredWindow } from '../../domain/ports/correlation-store.ts';

/** Correlation windows in memory; state is copied in and out, as a store would. */
export const memoryCorrelationStore = <State>(): CorrelationStore<State> => {
  const windows = new Map<string, StoredWindow<State>>();
  return {
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
