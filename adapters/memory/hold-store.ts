import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';
import type { HeldPack, HoldStore } from '../../domain/ports/hold-store.ts';
import type { MemoryCorrelationStore } from './correlation-store.ts';
import type { MemoryPackStore } from './pack-store.ts';

type Stores<State> = {
  readonly packs: Pick<MemoryPackStore, 'hasReceipt'>;
  readonly windows: Pick<MemoryCorrelationStore<State>, 'save' | 'versionOf'>;
  readonly alerts: Pick<AlertStore, 'put'>;
};

/**
 * Held packs in memory beside the stores that a transaction writes to; nothing comes between its checks and its writes.
 * `maximum`: what one transaction takes.
 */
export const memoryHoldStore = <State>({ packs, windows, alerts }: Stores<State>, maximum = 100): HoldStore<State> => {
  const held = new Map<string, HeldPack>();
  const nameOf = (tenant: TenantId, packKey: string): string => `${tenant}/${packKey}`;
  return {
    async hold(tenant, pack) {
      const name = nameOf(tenant, pack.packKey);
      if (held.has(name) || packs.hasReceipt(tenant, pack)) return 'known';
      held.set(name, structuredClone({ ...pack, version: 1 }));
      return 'held';
    },
    held: async (tenant) =>
      [...held]
        .filter(([name]) => name.startsWith(nameOf(tenant, '')))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, pack]) => structuredClone(pack)),
    async commit(tenant, change) {
      if (change.packs.length + change.windows.length + change.alerts.length > maximum) return 'too_large';
      const current =
        change.packs.every(({ packKey, version }) => held.get(nameOf(tenant, packKey))?.version === version) &&
        change.windows.every(({ key, version }) => windows.versionOf(tenant, key) === version);
      if (!current) return 'conflict';
      for (const pack of change.packs)
        held.set(nameOf(tenant, pack.packKey), structuredClone({ ...pack, version: pack.version + 1 }));
      const writes = change.windows.map(({ expiresAt, ...window }) => windows.save(tenant, window, expiresAt));
      const stored = alerts.put(tenant, change.alerts);
      await Promise.all([...writes, stored]);
      return 'saved';
    },
    async drop(tenant, packKey) {
      held.delete(nameOf(tenant, packKey));
    },
  };
};
