import { emptyWindow, type WindowState } from '../detect/composite/window.ts';
import type { Windows } from '../detect/composite/windows.ts';
import { DAY_MS } from '../model/time.ts';
import type { WindowKey } from '../ports/correlation-store.ts';

/** As long as the pipeline keeps a window behind its last use. */
const KEPT_MS = 2 * DAY_MS;
/** Beyond, windows that were not used for longest are forgotten first. */
const MAXIMUM_WINDOWS = 100_000;

export type StoredWindow = { readonly key: WindowKey; readonly state: WindowState; readonly usedAt: number };

/** Windows of a hunt: in memory, never the live ones, and no more of them than fit. */
export type ExpiringWindows = Windows & {
  /** Event time has come this far, milliseconds: windows used from now on are used at that time. */
  readonly advance: (time: number) => void;
  readonly all: () => readonly StoredWindow[];
};

export const expiringWindows = (carried: readonly StoredWindow[] = []): ExpiringWindows => {
  // In the order of last use: what is written moves to the end.
  const windows = new Map<string, StoredWindow>();
  const nameOf = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;
  for (const window of carried) windows.set(nameOf(window.key), window);
  let now = carried.at(-1)?.usedAt ?? Number.NEGATIVE_INFINITY;
  const forget = (): void => {
    for (const [name, { usedAt }] of windows) {
      if (usedAt >= now - KEPT_MS && windows.size <= MAXIMUM_WINDOWS) return;
      windows.delete(name);
    }
  };
  return {
    // As in the pipeline, where a batch sees the windows that its events name and no others.
    complete: false,
    get: (key) => windows.get(nameOf(key))?.state,
    change: (key) => {
      const name = nameOf(key);
      const known = windows.get(name);
      if (known) windows.delete(name);
      const state = known?.state ?? emptyWindow();
      windows.set(name, { key, state, usedAt: now });
      return state;
    },
    advance: (time) => {
      now = Math.max(now, time);
      forget();
    },
    all: () => [...windows.values()],
  };
};
