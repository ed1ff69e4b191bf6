import type { PullState, PullStateStore } from '../../domain/ports/pull-state.ts';

export const memoryPullState = (): PullStateStore => {
  const states = new Map<string, PullState>();
  return {
    load: async (tenant, name) => states.get(`${tenant}/${name}`),
    save: async (tenant, name, json, version) => {
      const key = `${tenant}/${name}`;
      if ((states.get(key)?.version ?? 0) !== version) return false;
      states.set(key, { version: version + 1, json });
      return true;
    },
  };
};
