import type { TenantId } from '../../model/tenant.ts';
import type { CorrelationStore, StoredWindow, WindowKey } from '../../ports/correlation-store.ts';
import { emptyWindow, type WindowState } from '../composite/window.ts';
import type { Windows } from '../composite/windows.ts';

type Entry = { readonly key: WindowKey; state: WindowState | undefined; version: number };

/** Windows of a store on which events are evaluated one after another, with the versions under which they were read. */
export type WorkingWindows = Windows & {
  readonly load: (keys: readonly WindowKey[]) => Promise<void>;
  readonly isChanged: (key: WindowKey) => boolean;
  readonly changed: () => readonly StoredWindow<WindowState>[];
  /** What was changed is stored now. */
  readonly saved: (windows: readonly StoredWindow<WindowState>[]) => void;
};

const nameOf = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;

/** Throws where a window is asked for that was not loaded: evaluating on without its state would be wrong in silence. */
export const workingWindows = (
  tenant: TenantId,
  store: Pick<CorrelationStore<WindowState>, 'load'>,
): WorkingWindows => {
  const windows = new Map<string, Entry>();
  const changed = new Set<Entry>();
  const entryOf = (key: WindowKey): Entry => {
    const entry = windows.get(nameOf(key));
    if (entry === undefined) throw new Error(`the window ${key.ruleId} ${key.group.slice(0, 100)} was not loaded`);
    return entry;
  };
  return {
    load: async (keys) => {
      const missing = new Map(keys.map((key) => [nameOf(key), key] as const).filter(([name]) => !windows.has(name)));
      if (missing.size === 0) return;
      const stored = await store.load(tenant, [...missing.values()]);
      for (const [name, key] of missing) windows.set(name, { key, state: undefined, version: 0 });
      for (const { key, version, state } of stored) windows.set(nameOf(key), { key, state, version });
    },
    get: (key) => entryOf(key).state,
    change: (key) => {
      const entry = entryOf(key);
      entry.state ??= emptyWindow();
      changed.add(entry);
      return entry.state;
    },
    isChanged: (key) => changed.has(entryOf(key)),
    changed: () =>
      [...changed].flatMap(({ key, version, state }) => (state === undefined ? [] : [{ key, version, state }])),
    saved: (stored) => {
      for (const { key, version } of stored) {
        const entry = entryOf(key);
        entry.version = version + 1;
        changed.delete(entry);
      }
    },
  };
};
