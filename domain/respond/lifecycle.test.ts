import { describe, expect, it } from 'vitest';
import { requestApproval } from '../approve/request.ts';
import { settleApproval } from '../approve/settle.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import { beginResponse } from './begin.ts';
import { abortAction, executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { rollbackAction } from './rollback-action.ts';
import { blockOf } from './testing/plans.ts';
import { ACME, ATTACKER, attackAlert, type Sketch, type Testbed, testbed } from './testing/testbed.ts';

const idOf = ({ subject }: Testbed): string => `${subject.playbookId}/a1`;
const actionOf = async (bed: Testbed) => await bed.actions.get(ACME, idOf(bed));

const approved = async (sketch: Sketch = {}): Promise<Testbed> => {
  const bed = await testbed(sketch);
  await requestApproval(ACME, bed.subject, 'token', bed);
  const planHash = (await bed.plan())?.plan_hash ?? '';
  const decision = { verdict: 'approved', planHash, by: 'anna' } as const;
  await bed.approvals.decide(ACME, bed.subject.playbookId, decision, bed.time.now);
  await settleApproval(ACME, bed.subject, bed);
  return bed;
};

const begun = async (sketch: Sketch = {}): Promise<Testbed> => {
  const bed = await approved(sketch);
  await beginResponse(ACME, bed.subject, bed);
  return bed;
};

const withAdapter = (bed: Testbed, change: Partial<ResponseAdapter>): Testbed => ({
  ...bed,
  adapters: { block_ip: { ...bed.adapters.block_ip, ...change } },
});

const throwing = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};

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

describe('finishResponse', () => {
  it('tells nobody of what a person approved and what went well', async () => {
    const bed = await begun();
    await executeAction(ACME, idOf(bed), bed);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'executed' });
    expect(await bed.notices()).toEqual(['approval_needed']);
    expect([(await bed.incident())?.status, (await bed.plan())?.status]).toEqual(['executed', 'executed']);
  });

  it('starts the newer revision that waited, once', async () => {
    const bed = await begun();
    await executeAction(ACME, idOf(bed), bed);
    await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
    expect(await bed.incident()).toMatchObject({ status: 'executing', revision: 2 });
    await finishResponse(ACME, bed.subject, bed);
    expect(await bed.incident()).toMatchObject({ status: 'new', revision: 2 });
    await bed.lifecycle.transition(ACME, { ...bed.subject, revision: 2 }, 'scoring', bed.time.now);
    expect(await finishResponse(ACME, bed.subject, bed)).toEqual({ status: 'executed' });
    expect(await bed.incident()).toMatchObject({ status: 'scoring', revision: 2 });
  });
});

describe('rollbackAction', () => {
  const executed = async (actions = [blockOf(ATTACKER)]): Promise<Testbed> => {
    const bed = await begun({ actions });
    for (const { key } of actions) await executeAction(ACME, `${bed.subject.playbookId}/${key}`, bed);
    await finishResponse(ACME, bed.subject, bed);
    return bed;
  };

  it('rolls plan and incident back with the last action, also while the kill switch is engaged', async () => {
    const bed = await executed([blockOf(ATTACKER), blockOf('203.0.113.9', 2)]);
    await bed.policies.setKillSwitch(ACME, true);
    await rollbackAction(ACME, idOf(bed), 'user:anna', bed);
    expect((await bed.incident())?.status).toBe('executed');
    await rollbackAction(ACME, `${bed.subject.playbookId}/a2`, 'user:anna', bed);
    expect([(await bed.incident())?.status, (await bed.plan())?.status]).toEqual(['rolled_back', 'rolled_back']);
    expect(await bed.ipSets.list(ACME)).toEqual([]);
  });

  it('has one effect where it is called twice at once, and names the person', async () => {
    const bed = await executed();
    const both = ['user:anna', 'user:ben'].map((actor) => rollbackAction(ACME, idOf(bed), actor, bed));
    for (const outcome of await Promise.all(both)) expect(outcome).toMatchObject({ ok: true });
    const entries = (await bed.audit.list(ACME, { limit: 100 })).filter(({ kind }) => kind === 'action_rolled_back');
    expect(entries.map(({ actor, detail }) => [actor, detail.detail])).toEqual([
      ['user:anna', 'rolled back by user:anna'],
    ]);
  });

  it('waits for the end of the response where it comes before', async () => {
    const bed = await begun();
    await executeAction(ACME, idOf(bed), bed);
    await rollbackAction(ACME, idOf(bed), 'user:anna', bed);
    expect((await bed.incident())?.status).toBe('executing');
    await finishResponse(ACME, bed.subject, bed);
    expect([(await bed.incident())?.status, (await bed.plan())?.status]).toEqual(['rolled_back', 'rolled_back']);
  });

  it('refuses what is not in force', async () => {
    const bed = await begun();
    const refused = (kind: string) => ({ ok: false, error: { kind } });
    expect(await rollbackAction(ACME, 'PB-none/a1', 'user:anna', bed)).toMatchObject(refused('not_found'));
    expect(await rollbackAction(ACME, idOf(bed), 'user:anna', bed)).toMatchObject(refused('not_executed'));
    await abortAction(ACME, idOf(bed), bed);
    expect(await rollbackAction(ACME, idOf(bed), 'user:anna', bed)).toMatchObject(refused('not_executed'));
  });

  it('can be repeated where the world outside refuses', async () => {
    const bed = await executed();
    const away = withAdapter(bed, { rollback: throwing('WAF is away') });
    expect(await rollbackAction(ACME, idOf(bed), 'user:anna', away)).toEqual({
      ok: false,
      error: { kind: 'rollback_failed', reason: 'WAF is away' },
    });
    expect(await actionOf(bed)).toMatchObject({ status: 'rolling_back' });
    expect(await rollbackAction(ACME, idOf(bed), 'user:anna', bed)).toMatchObject({ ok: true });
    expect((await bed.incident())?.status).toBe('rolled_back');
  });
});
