import { describe, expect, it } from 'vitest';
import { decidePlan } from '../../domain/approve/decide.ts';
import { ACME, ATTACKER, testbed } from '../../domain/respond/testing/testbed.ts';
import { observe } from '../support/observability.ts';
import { respondHandler } from './handler.ts';

const setUp = async () => {
  const bed = await testbed({ mode: 'matrix', level: 8 });
  await decidePlan(ACME, bed.subject, bed);
  const { incidentId, revision, playbookId } = bed.subject;
  const input = { tenant: ACME, incident_id: incidentId, revision, playbook_id: playbookId };
  return { bed, input, handler: respondHandler({ ...bed, ...observe('respond') }) };
};

describe('respondHandler', () => {
  it('begins, executes and finishes as the state machine calls it', async () => {
    const { bed, input, handler } = await setUp();
    const action_id = `${input.playbook_id}/a1`;
    expect(await handler({ operation: 'begin', ...input })).toEqual({ status: 'executing', action_ids: [action_id] });
    expect(await handler({ operation: 'execute', ...input, action_id })).toEqual({ status: 'verified' });
    expect(await handler({ operation: 'finish', ...input })).toEqual({ status: 'executed' });
    expect(await bed.ipSets.list(ACME)).toEqual([ATTACKER]);
    expect(await bed.notices()).toEqual(['post_action']);
  });

  it('aborts', async () => {
    const { input, handler } = await setUp();
    await handler({ operation: 'begin', ...input });
    const abort = { operation: 'abort', ...input, action_id: `${input.playbook_id}/a1` };
    expect(await handler(abort)).toEqual({ status: 'rejected' });
    expect(await handler({ operation: 'finish', ...input })).toEqual({ status: 'failed' });
  });

  it('refuses an action of another plan', async () => {
    const { input, handler } = await setUp();
    await handler({ operation: 'begin', ...input });
    const foreign = { operation: 'execute', ...input, action_id: `${input.playbook_id}0/a1` };
    await expect(handler(foreign)).rejects.toThrow('is no action of');
  });

  it.each([[{ operation: 'roll' }], [{ operation: 'execute' }], [{ operation: 'begin', playbook_id: '' }]])(
    'refuses %j',
    async (wrong) => {
      const { input, handler } = await setUp();
      await expect(handler({ ...input, ...wrong })).rejects.toThrow();
    },
  );
});
