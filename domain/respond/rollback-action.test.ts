import { describe, expect, it } from 'vitest';
import { abortAction, executeAction } from './execute-action.ts';
import { finishResponse } from './finish.ts';
import { rollbackAction } from './rollback-action.ts';
import { actionOf, begun, idOf, throwing, withAdapter } from './testing/begun.ts';
import { blockOf } from './testing/plans.ts';
import { ACME, ATTACKER, type Testbed } from './testing/testbed.ts';

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
