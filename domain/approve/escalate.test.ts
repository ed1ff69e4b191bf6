import { describe, expect, it } from 'vitest';
import { blockOf } from '../respond/testing/plans.ts';
import { ACME, ATTACKER, attackAlert, testbed } from '../respond/testing/testbed.ts';
import { escalate } from './escalate.ts';

describe('escalate', () => {
  const trouble = { step: 'plan', error: 'States.Timeout', cause: 'x'.repeat(5_000) };

  it('fails incident and plan and tells people once', async () => {
    const bed = await testbed();
    for (let n = 0; n < 2; n++) await escalate(ACME, bed.subject, trouble, bed);
    expect((await bed.incident())?.status).toBe('failed');
    expect((await bed.plan())?.status).toBe('failed');
    expect(await bed.kinds()).toEqual(['escalated']);
    const { items } = await bed.notifications.list(ACME, { limit: 10 });
    expect(items.map(({ kind }) => kind)).toEqual(['escalation']);
    expect(items[0]?.body.length).toBeLessThan(1_300);
  });

  it('tells of an incident that nobody knows, too', async () => {
    const bed = await testbed();
    const unknown = { incidentId: 'INC-2026-02-18-ZZZZZZZZZZ', revision: 1 };
    expect(await escalate(ACME, unknown, trouble, bed)).toEqual({ status: 'escalated' });
    expect(await bed.notices()).toEqual(['escalation']);
    expect((await bed.incident())?.status).toBe('planning');
  });

  it('leaves a newer revision at work', async () => {
    const bed = await testbed();
    const newer = await bed.revise([attackAlert(2, 12)], [blockOf(ATTACKER)]);
    await escalate(ACME, bed.subject, trouble, bed);
    expect((await bed.incident())?.status).toBe('planning');
    expect((await bed.plan(newer.playbookId))?.status).toBe('pending_approval');
  });

  it('leaves the states to finish where one action failed', async () => {
    const bed = await testbed();
    await escalate(ACME, bed.subject, { ...trouble, step: 'respond', actionId: 'PB/a1' }, bed);
    expect((await bed.incident())?.status).toBe('planning');
    expect(await bed.notices()).toEqual(['escalation']);
  });
});
