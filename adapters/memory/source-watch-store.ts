import type { SourceWatchStore } from '../../domain/ports/source-watch-store.ts';
import type { WatchState } from '../../domain/sources/watch-state.ts';

export const memorySourceWatchStore = (): SourceWatchStore => {
  const states = new Map<string, { version: number; state: WatchState }>();
  return {
    load: async (tenant) => states.get(tenant),
    save: async (tenant, state, version) => {
      if ((states.get(tenant)?.version ?? 0) !== version) return false;
      states.set(tenant, { version: version + 1, state });
      return true;
    },
  };
};
