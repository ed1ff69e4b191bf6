import { describe, expect, it } from 'vitest';
import { ACME, type Sketch, testbed } from '../../domain/respond/testing/testbed.ts';
import { observe } from '../support/observability.ts';
import { approveHandler } from './handler.ts';

const setUp = async (sketch: Sketch = {}) => {
  const bed = await testbed(sketch);
  const { incidentId, revision, playbookId } = bed.subject;
  const input = { tenant: ACME, incident_id: incidentId, revision, playbook_id: playbookId };
  return { bed, input, handler: approveHandler({ ...bed, ...observe('approve') }) };
};

describe('approveHandler', () => {
  it('decides, asks and settles as the state machine calls it', async () => {
    const { bed, input, handler } = await setUp();
    expect(await handler({ operation: 'decide', ...input })).toEqual({ status: 'wait', wait_seconds: 3600 });
    expect(await handler({ operation: 'request', ...input, task_token: 'token' })).toEqual({ status: 'pending' });
    const planHash = (await bed.plan())?.plan_hash ?? '';
    const denied = { verdict: 'denied', planHash, by: 'anna' } as const;
    await bed.approvals.decide(ACME, bed.subject.playbookId, denied, bed.time.now);
    expect(await handler({ operation: 'settle', ...input, decision: 'approved' })).toEqual({ status: 'denied' });
    expect(await handler({ operation: 'expire', ...input })).toEqual({ decision: 'denied' });
  });

  it('lets the time run out', async () => {
    const { input, handler } = await setUp();
    await handler({ operation: 'request', ...input, task_token: 'token' });
    expect(await handler({ operation: 'expire', ...input })).toEqual({ decision: 'expired' });
    expect(await handler({ operation: 'settle', ...input, decision: 'expired' })).toEqual({ status: 'expired' });
  });

  it('records in shadow', async () => {
    const { input, handler } = await setUp({ mode: 'shadow' });
    expect(await handler({ operation: 'decide', ...input })).toMatchObject({ status: 'record' });
    expect(await handler({ operation: 'record', ...input })).toEqual({ status: 'recorded' });
  });

  it('escalates without a plan', async () => {
    const { bed, input, handler } = await setUp();
    const { playbook_id: _, ...ids } = input;
    const trouble = { operation: 'escalate', ...ids, step: 'score', error: 'States.Timeout', cause: '' };
    expect(await handler(trouble)).toEqual({ status: 'escalated' });
    expect((await bed.incident())?.status).toBe('failed');
  });

  it.each([
    [{ operation: 'approve' }],
    [{ operation: 'request' }],
    [{ operation: 'request', task_token: '' }],
    [{ operation: 'decide', tenant: 'NO TENANT' }],
    [{ operation: 'decide', revision: 0 }],
  ])('refuses %j', async (wrong) => {
    const { input, handler } = await setUp();
    await expect(handler({ ...input, ...wrong })).rejects.toThrow();
  });
});
