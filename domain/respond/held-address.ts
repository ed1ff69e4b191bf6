import { z } from 'zod';
import type { ActionStatus } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionStore } from '../ports/action-store.ts';

/**
 * What `block_ip` found. `absent`: the address was not in the set; `ours`: another action had put it there; `foreign`:
 * somebody else had, and it stays when this action is taken back.
 */
export const BlockSnapshot = z.object({ address: z.string(), before: z.enum(['absent', 'ours', 'foreign']) });
export type BlockSnapshot = z.infer<typeof BlockSnapshot>;

const PAGE = 200;

/**
 * Whether an action of the tenant in one of the states put the address into the set, or found one there that did. The
 * action that asks is in none of these states itself.
 */
export const isHeld = async (
  tenant: TenantId,
  address: string,
  status: readonly ActionStatus[],
  actions: Pick<ActionStore, 'list'>,
): Promise<boolean> => {
  let cursor: string | undefined;
  do {
    const query = { actionType: 'block_ip', target: address, status, limit: PAGE } as const;
    const page = await actions.list(tenant, { ...query, ...(cursor !== undefined && { cursor }) });
    for (const { action_type, snapshot } of page.items) {
      if (action_type !== 'block_ip') continue;
      const found = BlockSnapshot.safeParse(snapshot);
      if (found.success && found.data.address === address && found.data.before !== 'foreign') return true;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
};
