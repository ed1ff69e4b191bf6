import type { ActionType } from '../model/plan.ts';
import { blockableAddress } from './never-block.ts';

type Judge = (target: string, neverBlock: readonly string[]) => string | undefined;

const JUDGES: Partial<Readonly<Record<ActionType, Judge>>> = {
  block_ip: (target, neverBlock) => {
    const judged = blockableAddress(target, neverBlock);
    return judged.ok ? undefined : judged.error;
  },
};

/** Why an action must not be done to its target, as far as that is known without asking the world outside. */
export const objectionTo = (
  actionType: ActionType,
  target: string,
  neverBlock: readonly string[],
): string | undefined => JUDGES[actionType]?.(target, neverBlock);
