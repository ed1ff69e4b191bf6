import { describe, expect, it } from 'vitest';
import { abortAction, executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { rollbackAction } from './rollback-action.ts';
import { actionOf, begun, idOf, throwing, withAdapter } from './testing/begun.ts';
import { blockOf } from './testing/plans.ts';
import { ACME, ATTACKER } from './testing/testbed.ts';

describe('executeAction', () => {
  it('stores the snapshot before it executes', async () => {
    const bed = await begun();
    let seen: unknown;
    const watching = withAdapter(bed, {
      execute: async (tenant, target) => {
        seen = await actionOf(bed);
        await bed.ipSets.add(tenant, target);
      },
    });
    expect(await executeAction(ACME, idOf(bed), watching)).toEqual({ status: 'verified' });
    expect(seen).toMatchObject({ status: 'executing', snapshot: { address: ATTACKER, before: 'absent' } });
  });

  it('refuses while the kill switch is engaged, and says so', async () => {
    const bed = await begun();
    await bed.policies.setKillSwitch(ACME, true);
    expect(await executeAction(ACME, idOf(bed), bed)).toEqual({ status: 'rejected' });
    expect(await actionOf(bed)).toMatchObject({ status: 'rejected', detail: 'the kill switch is engaged' });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'failed' });
    expect((await bed.incident())?.status).toBe('failed');
  });

  it('takes back what was half done when the kill switch was engaged', async () => {
    const bed = await begun();
    await bed.actions.move(
      ACME,
      idOf(bed),
      ['planned'],
      { status: 'executing', snapshot: { address: ATTACKER, before: 'absent' } },
      bed.time.now,
    );
    await bed.ipSets.add(ACME, ATTACKER);
    await bed.policies.setKillSwitch(ACME, true);
    expect(await executeAction(ACME, idOf(bed), bed)).toEqual({ status: 'failed' });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });

  it('takes back what failed, with the reason', async () => {
    const bed = await begun();
    const failing = withAdapter(bed, {
      execute: async (tenant, target) => {
        await bed.ipSets.add(tenant, target);
        throw new Error('WAF is away');
      },
    });
    expect(await executeAction(ACME, idOf(bed), failing)).toEqual({ status: 'failed' });
    expect(await actionOf(bed)).toMatchObject({
      status: 'failed',
      detail: 'it failed: WAF is away; what it changed was taken back',
    });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
    expect((await bed.kinds()).slice(-2)).toEqual(['action_failed', 'action_rolled_back']);
    expect(await executeAction(ACME, idOf(bed), bed)).toEqual({ status: 'failed' });
  });

  it('keeps an action open that could not be taken back, until a person does it', async () => {
    const bed = await begun();
    const stuck = withAdapter(bed, { verify: async () => false, rollback: throwing('WAF is away') });
    expect(await executeAction(ACME, idOf(bed), stuck)).toEqual({ status: 'failed' });
    expect(await executeAction(ACME, idOf(bed), stuck)).toEqual({ status: 'failed' });
    expect(await actionOf(bed)).toMatchObject({
      status: 'rolling_back',
      detail: 'it did not take effect; taking it back failed too, roll it back by hand: WAF is away',
    });
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'failed' });
    expect(await bed.notices()).toContain('escalation');
    expect(await rollbackAction(ACME, idOf(bed), 'user:anna', bed)).toMatchObject({ ok: true });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
    expect((await bed.kinds()).at(-1)).toBe('action_rolled_back');
  });

  it('rejects what it cannot look at', async () => {
    const bed = await begun();
    const blind = withAdapter(bed, { snapshot: throwing('WAF is away') });
    expect(await executeAction(ACME, idOf(bed), blind)).toEqual({ status: 'rejected' });
    expect(await actionOf(bed)).toMatchObject({ detail: 'the state before could not be read: WAF is away' });
  });

  it('rejects a type that nothing here can do', async () => {
    const bed = await begun({ actions: [{ ...blockOf('anna'), action_type: 'disable_account' }] });
    expect(await executeAction(ACME, idOf(bed), bed)).toEqual({ status: 'rejected' });
  });

  it('passes on that a store is away, and goes on when it is back', async () => {
    const bed = await begun();
    const audit = { ...bed.audit, append: throwing('Postgres is away') };
    await expect(executeAction(ACME, idOf(bed), { ...bed, audit })).rejects.toThrow('Postgres is away');
    expect(await executeAction(ACME, idOf(bed), bed)).toEqual({ status: 'verified' });
    expect((await bed.kinds()).slice(-2)).toEqual(['action_executed', 'action_verified']);
  });

  it('executes once where two call at the same time', async () => {
    const bed = await begun();
    let executions = 0;
    const counting = withAdapter(bed, {
      execute: async (tenant, target) => {
        executions += 1;
        await bed.ipSets.add(tenant, target);
      },
    });
    const both = [executeAction(ACME, idOf(bed), counting), executeAction(ACME, idOf(bed), counting)];
    expect(await Promise.all(both)).toEqual([{ status: 'verified' }, { status: 'verified' }]);
    expect(executions).toBe(1);
  });
});

describe('abortAction', () => {
  it('takes back what was left executing', async () => {
    const bed = await begun();
    const snapshot = { address: ATTACKER, before: 'absent' };
    await bed.actions.move(ACME, idOf(bed), ['planned'], { status: 'executing', snapshot }, bed.time.now);
    await bed.ipSets.add(ACME, ATTACKER);
    for (let n = 0; n < 2; n++) expect(await abortAction(ACME, idOf(bed), bed)).toEqual({ status: 'failed' });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });

  it('rejects what has not begun and leaves what has ended', async () => {
    const fresh = await begun();
    expect(await abortAction(ACME, idOf(fresh), fresh)).toEqual({ status: 'rejected' });
    const done = await begun();
    await executeAction(ACME, idOf(done), done);
    expect(await abortAction(ACME, idOf(done), done)).toEqual({ status: 'verified' });
    expect(await done.ipSets.list(ACME)).toEqual([ATTACKER]);
  });
});
