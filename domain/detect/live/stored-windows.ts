import { z } from 'zod';
import type { TenantId } from '../../model/tenant.ts';
import type { CorrelationStore, WindowKey } from '../../ports/correlation-store.ts';
import { candidateKeys } from '../composite/candidate-keys.ts';
import type { WindowState } from '../composite/window.ts';
import { type MemoryWindows, memoryWindows } from '../composite/windows.ts';
import type { CompiledRuleset } from '../ruleset.ts';
import type { PreparedEvent } from './evaluate-events.ts';

const Instant = z.object({ id: z.string(), time: z.number() });

/** Correlation state as a store gives it back. */
export const StoredState: z.ZodType<WindowState> = z.object({
  hits: z.array(
    Instant.extend({
      weight: z.number().optional(),
      matched: z.number().optional(),
      values: z.array(z.string().nullable()).optional(),
    }),
  ),
  firings: z.array(Instant.extend({ counted: z.array(z.string()) })),
  seen: z.array(Instant),
  floor: Instant.optional(),
  memories: z.array(Instant.extend({ value: z.string() })).optional(),
});

const nameOf = ({ ruleId, group }: WindowKey): string => `${ruleId}\n${group}`;

/** A view of the windows that a batch may touch, with the versions under which they were read. */
export type LoadedWindows = { readonly view: MemoryWindows; readonly versions: ReadonlyMap<string, number> };

/** Loads the windows that evaluating the events could read or write. */
export const loadWindows = async (
  tenant: TenantId,
  prepared: readonly PreparedEvent[],
  ruleset: CompiledRuleset,
  store: CorrelationStore<WindowState>,
): Promise<LoadedWindows> => {
  const keys = new Map<string, WindowKey>();
  for (const { decoded } of prepared) for (const key of candidateKeys(ruleset, decoded)) keys.set(nameOf(key), key);
  const stored = await store.load(tenant, [...keys.values()]);
  return {
    view: memoryWindows(stored),
    versions: new Map(stored.map(({ key, version }) => [nameOf(key), version])),
  };
};

/** Writes what changed; false where somebody else wrote one of the windows meanwhile: load and evaluate again. */
export const saveWindows = async (
  tenant: TenantId,
  { view, versions }: LoadedWindows,
  store: CorrelationStore<WindowState>,
  expiresAt: number,
): Promise<boolean> => {
  const outcomes = await Promise.all(
    view
      .changed()
      .map(({ key, state }) => store.save(tenant, { key, version: versions.get(nameOf(key)) ?? 0, state }, expiresAt)),
  );
  return outcomes.every((outcome) => outcome === 'saved');
};
