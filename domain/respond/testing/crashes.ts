import { killedAt } from '../../../test/support/mortal.ts';
import { blockIp } from '../block-ip.ts';
import type { Testbed } from './testbed.ts';

/** The stores of the testbed as a process sees them that dies at the n-th call. Its locks end with it. */
export const mortalPorts = (bed: Testbed, n: number, moment: 'before' | 'after') => {
  const { guard, killed } = killedAt(n, moment);
  const actions: Testbed['actions'] = { ...guard(bed.actions), exclusively: (_tenant, _name, work) => work() };
  const [policies, ipSets] = [guard(bed.policies), guard(bed.ipSets)];
  const { verify } = guard({ verify: bed.adapters.block_ip.verify });
  const adapters = { block_ip: { ...blockIp({ ipSets, policies, actions }), verify } };
  const stores = {
    plans: guard(bed.plans),
    approvals: guard(bed.approvals),
    incidents: guard(bed.incidents),
    lifecycle: guard(bed.lifecycle),
    alerts: guard(bed.alerts),
    audit: guard(bed.audit),
    notifications: guard(bed.notifications),
    workflow: guard(bed.workflow),
  };
  return { ports: { ...bed, ...stores, actions, policies, ipSets, adapters }, killed };
};

export type Step = (ports: Testbed) => Promise<unknown>;

/** Runs the steps one after another; the process dies once, at its n-th call, and the step is run again. True if it died. */
export const runMortally = async (
  bed: Testbed,
  steps: readonly Step[],
  n: number,
  moment: 'before' | 'after',
): Promise<boolean> => {
  const { ports, killed } = mortalPorts(bed, n, moment);
  let isDead = false;
  for (const step of steps) {
    const wasDead = isDead;
    if (!wasDead) isDead = (await Promise.race([step(ports), killed])) === 'killed';
    if (isDead) await step(bed);
  }
  return isDead;
};
