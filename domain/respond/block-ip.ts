import type { ActionStore } from '../ports/action-store.ts';
import type { IpSets } from '../ports/ip-sets.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import type { ResponsePolicies } from '../ports/response-policies.ts';
import { BlockSnapshot, isHeld } from './held-address.ts';
import { blockableAddress } from './never-block.ts';

export type BlockIpPorts = {
  readonly ipSets: IpSets;
  readonly policies: Pick<ResponsePolicies, 'of'>;
  readonly actions: Pick<ActionStore, 'list'>;
};

/**
 * `block_ip`: adds one address to the tenant's IP sets. A rollback removes it only where an action had added it and no
 * other action of the tenant still wants it there. Runs one at a time a tenant (ActionStore.exclusively).
 */
export const blockIp = ({ ipSets, policies, actions }: BlockIpPorts): ResponseAdapter => ({
  actionType: 'block_ip',
  async precheck(tenant, target) {
    return blockableAddress(target, (await policies.of(tenant)).neverBlock);
  },
  blastRadius: async (tenant) => `1 address in ${tenant}'s blocked set`,
  async snapshot(tenant, address): Promise<BlockSnapshot> {
    if (!(await ipSets.list(tenant)).includes(address)) return { address, before: 'absent' };
    const held = await isHeld(tenant, address, ['executing', 'verified', 'rolling_back'], actions);
    return { address, before: held ? 'ours' : 'foreign' };
  },
  async execute(tenant, address) {
    await ipSets.add(tenant, address);
  },
  verify: async (tenant, address) => (await ipSets.list(tenant)).includes(address),
  async rollback(tenant, _target, snapshot) {
    const { address, before } = BlockSnapshot.parse(snapshot);
    if (before === 'foreign') return;
    if (await isHeld(tenant, address, ['executing', 'verified'], actions)) return;
    await ipSets.remove(tenant, address);
  },
});
