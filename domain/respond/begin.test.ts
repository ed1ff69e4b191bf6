import { describe, expect, it } from 'vitest';
import { beginResponse } from './begin.ts';
import { finishResponse } from './finish.ts';
import { approved, idOf } from './testing/begun.ts';
import { blockOf } from './testing/plans.ts';
import { ACME, ATTACKER, attackAlert, testbed } from './testing/testbed.ts';

describe('beginResponse', () => {
  it('begins the executable actions of an approved plan, and gives the same ids again', async () => {
    const bed = await approved({ actions: [blockOf(ATTACKER), { ...blockOf('anna', 2), auto_execute: false }] });
    const answer = { status: 'executing', action_ids: [idOf(bed)] };
    expect(await beginResponse(ACME, bed.subject, bed)).toEqual(answer);
    expect(await beginResponse(ACME, bed.subject, bed)).toEqual(answer);
    expect((await bed.incident())?.status).toBe('executing');
    expect((await bed.plan())?.status).toBe('executing');
  });

  it('refuses a plan that nobody approved', async () => {
    const bed = await testbed();
    await expect(beginResponse(ACME, bed.subject, bed)).rejects.toThrow('is pending_approval, not approved');
    expect((await bed.actions.list(ACME, { limit: 10 })).items).toEqual([]);
  });

  it('refuses a plan that was changed after its approval, with or without its hash', async () => {
    const bed = await approved();
    const plan = await bed.plan();
    if (plan === undefined) throw new Error('no plan');
    const edited = { ...plan, soar_actions: [blockOf('203.0.113.99')] };
    const plans = { ...bed.plans, get: async () => edited };
    await expect(beginResponse(ACME, bed.subject, { ...bed, plans })).rejects.toThrow('is not what its hash says');
    const { approvals } = bed;
    const other = {
      ...approvals,
      get: async (...of: Parameters<typeof approvals.get>) => {
        const approval = await approvals.get(...of);
        return approval && { ...approval, plan_hash: '0'.repeat(64) };
      },
    };
    await expect(beginResponse(ACME, bed.subject, { ...bed, approvals: other })).rejects.toThrow('is not the one that');
    expect((await bed.actions.list(ACME, { limit: 10 })).items).toEqual([]);
  });

  it('begins nothing where a newer revision came first', async () => {
    const bed = await approved();
    await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
    expect(await beginResponse(ACME, bed.subject, bed)).toEqual({ status: 'stale', action_ids: [] });
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'stale' });
    expect((await bed.incident())?.status).toBe('new');
  });
});
