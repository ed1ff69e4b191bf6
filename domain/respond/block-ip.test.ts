import { describe, expect, it } from 'vitest';
import type { PlannedAction } from '../model/plan.ts';
import { TenantId } from '../model/tenant.ts';
import { beginResponse } from './begin.ts';
import { executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { rollbackAction } from './rollback-action.ts';
import { blockOf } from './testing/plans.ts';
import { ACME, ATTACKER, type Testbed, testbed } from './testing/testbed.ts';

const BY = 'user:anna';

/** A testbed whose plan is approved and begun, with the ids of its actions. */
const begun = async (actions: readonly PlannedAction[]): Promise<{ bed: Testbed; ids: readonly string[] }> => {
  const bed = await testbed({ actions });
  await bed.lifecycle.transition(ACME, bed.subject, 'approved', bed.time.now);
  await bed.plans.move(ACME, bed.subject.playbookId, ['pending_approval'], 'approved');
  const { action_ids } = await beginResponse(ACME, bed.subject, bed);
  return { bed, ids: action_ids };
};

const two = (): readonly PlannedAction[] => [blockOf(ATTACKER, 1), blockOf(`::ffff:${ATTACKER}`, 2)];
const rollback = async (bed: Testbed, id: string | undefined) => await rollbackAction(ACME, id ?? '', BY, bed);

describe('block_ip', () => {
  it('adds its one address and takes it back, and touches no other', async () => {
    const { bed, ids } = await begun([blockOf(ATTACKER)]);
    const globex = TenantId.parse('globex-bank');
    await bed.ipSets.ensureIpSets(globex);
    await bed.ipSets.add(globex, ATTACKER);
    await bed.ipSets.add(ACME, '203.0.113.1');
    expect(await executeAction(ACME, ids[0] ?? '', bed)).toEqual({ status: 'verified' });
    expect(await bed.ipSets.list(ACME)).toEqual([ATTACKER, '203.0.113.1']);
    expect(await bed.actions.get(ACME, ids[0] ?? '')).toMatchObject({
      blast_radius: "1 address in acme-bank's blocked set",
    });
    expect(await rollback(bed, ids[0])).toMatchObject({ ok: true, value: { status: 'rolled_back' } });
    expect(await bed.ipSets.list(ACME)).toEqual(['203.0.113.1']);
    expect(await bed.ipSets.list(globex)).toEqual([ATTACKER]);
  });

  it('leaves an address that was there before', async () => {
    const { bed, ids } = await begun([blockOf(ATTACKER)]);
    await bed.ipSets.add(ACME, ATTACKER);
    expect(await executeAction(ACME, ids[0] ?? '', bed)).toEqual({ status: 'verified' });
    expect(await bed.actions.get(ACME, ids[0] ?? '')).toMatchObject({ snapshot: { before: 'foreign' } });
    await rollback(bed, ids[0]);
    expect(await bed.ipSets.list(ACME)).toEqual([ATTACKER]);
  });

  it.each([
    ['the first first', [0, 1]],
    ['the second first', [1, 0]],
  ])('keeps an address while another action wants it, and removes it with the last: %s', async (_, order) => {
    const { bed, ids } = await begun(two());
    for (const id of ids) await executeAction(ACME, id, bed);
    const [early, late] = order.map((index) => ids[index]);
    await rollback(bed, early);
    expect(await bed.ipSets.list(ACME)).toEqual([ATTACKER]);
    await rollback(bed, late);
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });

  it('leaves a foreign address however many actions on it are taken back', async () => {
    const { bed, ids } = await begun(two());
    await bed.ipSets.add(ACME, ATTACKER);
    for (const id of ids) await executeAction(ACME, id, bed);
    for (const id of ids) await rollback(bed, id);
    expect(await bed.ipSets.list(ACME)).toEqual([ATTACKER]);
  });

  it('is not held by an action of another tenant on the same address', async () => {
    const { bed, ids } = await begun([blockOf(ATTACKER)]);
    await executeAction(ACME, ids[0] ?? '', bed);
    const globex = TenantId.parse('globex-bank');
    const mine = await bed.actions.get(ACME, ids[0] ?? '');
    if (mine === undefined) throw new Error('no action');
    await bed.actions.add(globex, [mine]);
    await rollback(bed, ids[0]);
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });

  it.each(['10.0.0.1', '::1', 'host', '198.51.100.0/24', '192.0.2.10'])('refuses %s at execution', async (target) => {
    const { bed, ids } = await begun([blockOf(target)]);
    bed.policies.set(ACME, { neverBlock: ['192.0.2.0/24'] });
    expect(await executeAction(ACME, ids[0] ?? '', bed)).toEqual({ status: 'rejected' });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
    expect(await bed.kinds()).toEqual(['action_rejected']);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'failed' });
    expect(await bed.notices()).toContain('escalation');
  });

  it('takes 50 actions at a time and back, and loses none', async () => {
    const addresses = Array.from({ length: 50 }, (_, n) => `203.0.113.${n + 1}`);
    const { bed, ids } = await begun(addresses.map((address, n) => blockOf(address, n + 1)));
    const answers = await Promise.all(ids.map((id) => executeAction(ACME, id, bed)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['verified']));
    expect(await bed.ipSets.list(ACME)).toEqual(addresses.toSorted());
    await Promise.all(ids.map((id) => rollback(bed, id)));
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });
});
