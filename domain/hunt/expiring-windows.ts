import { isMemory } from '../detect/composite/keys.ts';
import { emptyWindow, type WindowState } from '../detect/composite/window.ts';
import type { Windows } from '../detect/composite/windows.ts';
import type { CompiledRuleset } from '../detect/ruleset.ts';
import { DAY_MS } from '../model/time.ts';
import type { WindowKey } from '../ports/correlation-store.ts';

/** Behind what its rules ask for, as in the pipeline. */
const SPARE_MS = 2 * DAY_MS;
/** Beyond, windows that were not used for longest are forgotten first. */
const MAXIMUM_WINDOWS = 100_000;

export type StoredWindow = { readonly key: WindowKey; readonly state: WindowState; readonly usedAt: number };

/** Windows of a hunt: in memory, never the live ones, no more of them than fit, and such that another process can go on. */
export type ExpiringWindows = Windows & {
  /** Event time has come this far, milliseconds: windows used from now on are used at that time. */
  readonly advance: (time: number) => void;
  readonly all: () => readonly StoredWindow[];
};

const nameOf = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;

/** The longest that a rule looks back, milliseconds. */
const longestOf = ({ rules }: CompiledRuleset): number => {
  let longest = 0;
  for (const { body } of rules.values())
    longest = Math.max(longest, body.composite?.timeframe ?? 0, body.ignoreSeconds);
  return 1000 * longest;
};

export const expiringWindows = (ruleset: CompiledRuleset, carried: readonly StoredWindow[] = []): ExpiringWindows => {
  // In the order of last use: what is written moves to the end. First sights and last logs have no end in time.
  const [counting, memories] = [new Map<string, StoredWindow>(), new Map<string, StoredWindow>()];
  const mapOf = (key: WindowKey): Map<string, StoredWindow> => (isMemory(key) ? memories : counting);
  for (const window of carried) mapOf(window.key).set(nameOf(window.key), window);
  const kept = longestOf(ruleset) + SPARE_MS;
  let now = carried.reduce((latest, { usedAt }) => Math.max(latest, usedAt), Number.NEGATIVE_INFINITY);
  const forget = (windows: Map<string, StoredWindow>, before: number): void => {
    for (const [name, { usedAt }] of windows) {
      if (usedAt >= before && windows.size <= MAXIMUM_WINDOWS) return;
      windows.delete(name);
    }
  };
  return {
    get: (key) => mapOf(key).get(nameOf(key))?.state,
    change: (key) => {
      const [windows, name] = [mapOf(key), nameOf(key)];
      const known = windows.get(name);
      if (known) windows.delete(name);
      const state = known?.state ?? emptyWindow();
      windows.set(name, { key, state, usedAt: now });
      return state;
    },
    advance: (time) => {
      now = Math.max(now, time);
      forget(counting, now - kept);
      forget(memories, Number.NEGATIVE_INFINITY);
    },
    all: () => [...counting.values(), ...memories.values()],
  };
};
