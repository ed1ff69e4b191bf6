import type { WindowKey } from '../../ports/correlation-store.ts';
import type { CompiledRuleset } from '../ruleset.ts';
import { isMemory } from './keys.ts';
import { emptyWindow, newestOf, type WindowState } from './window.ts';
import type { Windows } from './windows.ts';

/** Between two looks for windows that no later event can count. */
const EVENTS_BETWEEN = 5_000;
/** First sights and last logs that are remembered; beyond, those that came first are forgotten first. */
const MAXIMUM_MEMORIES = 200_000;

/** Windows in memory for events that come in order: those whose timeframe has passed go. */
export type RetiringWindows = Windows & {
  /** Events have come as far as this time, milliseconds. */
  readonly retire: (time: number) => void;
  readonly size: () => number;
};

const spanOf = (key: WindowKey, { rules }: CompiledRuleset): number => {
  const body = rules.get(key.ruleId)?.body;
  return 1000 * Math.max(body?.composite?.timeframe ?? 0, body?.ignoreSeconds ?? 0);
};

export const retiringWindows = (ruleset: CompiledRuleset, every: number = EVENTS_BETWEEN): RetiringWindows => {
  const counting = new Map<string, { readonly key: WindowKey; readonly state: WindowState }>();
  const memories = new Map<string, WindowState>();
  let events = 0;
  const nameOf = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;
  const get = (key: WindowKey): WindowState | undefined =>
    isMemory(key) ? memories.get(nameOf(key)) : counting.get(nameOf(key))?.state;
  return {
    get,
    change: (key) => {
      const known = get(key);
      if (known !== undefined) return known;
      const state = emptyWindow();
      if (isMemory(key)) memories.set(nameOf(key), state);
      else counting.set(nameOf(key), { key, state });
      return state;
    },
    retire: (time) => {
      events++;
      if (events % every !== 0) return;
      for (const [name, { key, state }] of counting)
        if ((newestOf(state)?.time ?? time) + spanOf(key, ruleset) < time) counting.delete(name);
      for (const name of memories.keys()) {
        if (memories.size <= MAXIMUM_MEMORIES) break;
        memories.delete(name);
      }
    },
    size: () => counting.size + memories.size,
  };
};
