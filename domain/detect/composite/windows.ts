import type { WindowKey } from '../../ports/correlation-store.ts';
import { emptyWindow, type WindowState } from './window.ts';

/** The synchronous view of correlation state that evaluation works on. */
export type Windows = {
  /** The window, if it has any state. */
  get(key: WindowKey): WindowState | undefined;
  /** The window for writing: made where there is none, and noted as changed. */
  change(key: WindowKey): WindowState;
};

/** A view in memory that knows what was changed since it was made. */
export type MemoryWindows = Windows & {
  readonly changed: () => readonly { readonly key: WindowKey; readonly state: WindowState }[];
  readonly size: () => number;
};

const textOfKey = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;

/** Windows in memory, for logtest and detect, or preloaded with what a store holds (the states are then owned by it). */
export const memoryWindows = (
  loaded?: Iterable<{ readonly key: WindowKey; readonly state: WindowState }>,
): MemoryWindows => {
  const windows = new Map<string, { key: WindowKey; state: WindowState; changed: boolean }>();
  for (const { key, state } of loaded ?? []) windows.set(textOfKey(key), { key, state, changed: false });
  return {
    get: (key) => windows.get(textOfKey(key))?.state,
    change: (key) => {
      const text = textOfKey(key);
      let window = windows.get(text);
      if (window === undefined) {
        window = { key, state: emptyWindow(), changed: true };
        windows.set(text, window);
      }
      window.changed = true;
      return window.state;
    },
    changed: () => [...windows.values()].filter(({ changed }) => changed),
    size: () => windows.size,
  };
};
