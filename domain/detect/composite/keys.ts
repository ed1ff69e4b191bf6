import type { Hasher } from '../../model/hashing.ts';
import type { WindowKey } from '../../ports/correlation-store.ts';

const MEMORY = 'memory';

/** Something that is remembered however long ago it was, unlike what counts within a timeframe. */
export const isMemory = ({ ruleId }: WindowKey): boolean => ruleId === MEMORY;

/** Where something is remembered under a name, for `if_fts` per value, for `check_diff` under the name alone. */
export const memoryKey = (name: string, value: string, hasher: Hasher): WindowKey => ({
  ruleId: MEMORY,
  group: hasher.sha256(JSON.stringify([name, value])),
});

/** Where the start of a rule's pause is kept (`ignore`). */
export const ignoreKey = (ruleId: string): WindowKey => ({ ruleId, group: 'pause' });
