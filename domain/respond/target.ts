import type { ActionType } from '../model/plan.ts';
import { canonicalAddress } from './address.ts';

const asItIs = (target: string): string => target;

const NORMALIZED: Readonly<Record<ActionType, (target: string) => string>> = {
  block_ip: (target) => canonicalAddress(target) ?? target,
  disable_account: asItIs,
  isolate_host: asItIs,
  reset_password: asItIs,
  revoke_token: asItIs,
  network_segment_isolation: asItIs,
};

/** One text a target, so that two actions on the same target are seen to be; what cannot be read stays as it is. */
export const normalizeTarget = (actionType: ActionType, target: string): string => NORMALIZED[actionType](target);
