import { describe, expect, it } from 'vitest';
import { blockOf } from '../respond/testing/plans.ts';
import { ACME, ATTACKER, attackAlert, type Testbed, testbed } from '../respond/testing/testbed.ts';
import { decidePlan } from './decide.ts';
import { expireApproval } from './expire.ts';
import { recordPlan } from './record.ts';
import { requestApproval } from './request.ts';
import { settleApproval } from './settle.ts';

const approve = async (bed: Testbed, verdict: 'approved' | 'denied' = 'approved') => {
  const planHash = (await bed.plan())?.plan_hash ?? '';
  return await bed.approvals.decide(ACME, bed.subject.playbookId, { verdict, planHash, by: 'anna' }, bed.time.now);
};

describe('decidePlan', () => {
  it.each([
    ['shadow', 8, 'record'],
    ['human', 8, 'wait'],
    ['matrix', 5, 'wait'],
    ['matrix', 8, 'execute'],
    ['matrix', 12, 'execute'],
  ] as const)('%s at level %i: %s, audited', async (mode, level, status) => {
    const bed = await testbed({ mode, level });
    expect(await decidePlan(ACME, bed.subject, bed)).toEqual({ status, wait_seconds: 3600 });
    const [entry] = await bed.audit.list(ACME, { limit: 1 });
    expect(entry).toMatchObject({ kind: 'automation_decided', detail: { policy: mode, decision: status } });
    expect((await bed.incident())?.status).toBe(status === 'execute' ? 'approved' : 'planning');
    expect((await bed.plan())?.status).toBe(status === 'execute' ? 'approved' : 'pending_approval');
  });

  it('waits where all alerts are of low trust, where the kill switch is engaged, and where nothing can be executed', async () => {
    const lowTrust = await testbed({ mode: 'matrix', level: 12, trust: 'low' });
    expect(await decidePlan(ACME, lowTrust.subject, lowTrust)).toMatchObject({ status: 'wait' });
    const stopped = await testbed({ mode: 'matrix', level: 12 });
    await stopped.policies.setKillSwitch(ACME, true);
    expect(await decidePlan(ACME, stopped.subject, stopped)).toMatchObject({ status: 'wait' });
    const advice = await testbed({
      mode: 'matrix',
      level: 12,
      actions: [{ ...blockOf(ATTACKER), auto_execute: false }],
    });
    expect(await decidePlan(ACME, advice.subject, advice)).toMatchObject({ status: 'wait' });
  });

  it('waits where only a low-trust alert reaches the band, or names a target', async () => {
    const band = await testbed({ mode: 'matrix', alerts: [attackAlert(1, 5), attackAlert(2, 12, 'low')] });
    expect(await decidePlan(ACME, band.subject, band)).toMatchObject({ status: 'wait' });
    const victim = '203.0.113.5';
    const alerts = [
      attackAlert(1, 12),
      {
        ...attackAlert(2, 5, 'low'),
        entities: [...attackAlert(2, 5).entities, { kind: 'ip' as const, value: victim }],
      },
    ];
    const target = await testbed({ mode: 'matrix', alerts, actions: [blockOf(ATTACKER), blockOf(victim, 2)] });
    expect(await decidePlan(ACME, target.subject, target)).toMatchObject({ status: 'wait' });
    const without = await testbed({ mode: 'matrix', alerts, actions: [blockOf(ATTACKER)] });
    expect(await decidePlan(ACME, without.subject, without)).toMatchObject({ status: 'execute' });
  });

  it('finds the trusted alert behind many of low trust', async () => {
    const alerts = Array.from({ length: 60 }, (_, n) => attackAlert(n + 1, 5, 'low'));
    const bed = await testbed({ mode: 'matrix', alerts: [...alerts, attackAlert(61, 8)] });
    expect(await decidePlan(ACME, bed.subject, bed)).toMatchObject({ status: 'execute' });
  });

  it('keeps its first decision when it is repeated under another policy', async () => {
    const bed = await testbed({ mode: 'human', level: 8 });
    await decidePlan(ACME, bed.subject, bed);
    bed.policies.set(ACME, { mode: 'matrix' });
    expect(await decidePlan(ACME, bed.subject, bed)).toMatchObject({ status: 'wait' });
    expect(await bed.kinds()).toEqual(['automation_decided']);
  });

  it('does nothing for an old revision, and refuses a plan of another', async () => {
    const bed = await testbed({ mode: 'matrix', level: 8 });
    const newer = await bed.revise([attackAlert(2, 12)], [blockOf(ATTACKER)]);
    expect(newer.revision).toBe(2);
    expect(await decidePlan(ACME, bed.subject, bed)).toMatchObject({ status: 'stale' });
    await expect(decidePlan(ACME, { ...newer, playbookId: bed.subject.playbookId }, bed)).rejects.toThrow('is not of');
    expect(await bed.kinds()).toEqual([]);
  });
});

describe('requestApproval', () => {
  it('stores the approval, tells people and waits; a repetition does it once', async () => {
    const bed = await testbed();
    expect(await requestApproval(ACME, bed.subject, 'token-1', bed)).toEqual({ status: 'pending' });
    bed.time.now += 1_000;
    expect(await requestApproval(ACME, bed.subject, 'token-2', bed)).toEqual({ status: 'pending' });
    expect(await bed.approvals.get(ACME, bed.subject.playbookId)).toMatchObject({
      status: 'pending',
      expires_at: '2026-02-18T11:15:00.000Z',
    });
    expect((await bed.incident())?.status).toBe('pending_approval');
    expect(await bed.kinds()).toEqual(['approval_requested']);
    expect(await bed.notices()).toEqual(['approval_needed']);
    expect(bed.workflow.resumed).toEqual([]);
    expect(await approve(bed)).toMatchObject({ kind: 'decided', taskToken: 'token-2' });
  });

  it('resumes at once where it was decided before', async () => {
    const bed = await testbed();
    await requestApproval(ACME, bed.subject, 'token-1', bed);
    await approve(bed, 'denied');
    expect(await requestApproval(ACME, bed.subject, 'token-2', bed)).toEqual({ status: 'denied' });
    expect(bed.workflow.resumed).toEqual([{ taskToken: 'token-2', output: { decision: 'denied' } }]);
  });

  it('resumes at once where a newer revision is there', async () => {
    const bed = await testbed();
    await bed.revise([attackAlert(2, 12)], [blockOf(ATTACKER)]);
    expect(await requestApproval(ACME, bed.subject, 'token-1', bed)).toEqual({ status: 'voided' });
    expect(bed.workflow.resumed).toEqual([{ taskToken: 'token-1', output: { decision: 'voided' } }]);
    expect(await bed.notices()).toEqual([]);
  });

  it('resumes at once where the newer revision comes while it stores the approval', async () => {
    const bed = await testbed();
    const approvals = {
      ...bed.approvals,
      request: async (...parameters: Parameters<typeof bed.approvals.request>) => {
        const approval = await bed.approvals.request(...parameters);
        await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
        return approval;
      },
    };
    expect(await requestApproval(ACME, bed.subject, 'token-1', { ...bed, approvals })).toEqual({ status: 'voided' });
    expect(bed.workflow.resumed).toHaveLength(1);
  });
});

describe('settleApproval', () => {
  it.each([
    ['approved', 'approval_granted'],
    ['denied', 'approval_denied'],
  ] as const)('%s: moves the incident, audits the person, once', async (verdict, kind) => {
    const bed = await testbed();
    await requestApproval(ACME, bed.subject, 'token', bed);
    await approve(bed, verdict);
    for (let n = 0; n < 2; n++) expect(await settleApproval(ACME, bed.subject, bed)).toEqual({ status: verdict });
    expect((await bed.incident())?.status).toBe(verdict);
    expect((await bed.plan())?.status).toBe(verdict);
    const entries = (await bed.audit.list(ACME, { limit: 10 })).filter((entry) => entry.kind === kind);
    expect(entries.map(({ actor }) => actor)).toEqual(['user:anna']);
  });

  it('is stale where a newer revision came between approval and response', async () => {
    const bed = await testbed();
    await requestApproval(ACME, bed.subject, 'token', bed);
    await approve(bed);
    await bed.incidents.recordAlerts(ACME, [attackAlert(2, 12)], bed.time.now);
    expect(await settleApproval(ACME, bed.subject, bed)).toEqual({ status: 'stale' });
    expect((await bed.incident())?.status).toBe('new');
  });

  it('goes by the stored approval only', async () => {
    const bed = await testbed();
    await expect(settleApproval(ACME, bed.subject, bed)).rejects.toThrow('is not settled');
    await requestApproval(ACME, bed.subject, 'token', bed);
    await expect(settleApproval(ACME, bed.subject, bed)).rejects.toThrow('is not settled');
  });
});

describe('expireApproval', () => {
  it('means no', async () => {
    const bed = await testbed();
    await requestApproval(ACME, bed.subject, 'token', bed);
    bed.time.now += 3_600_000;
    for (let n = 0; n < 2; n++) expect(await expireApproval(ACME, bed.subject, bed)).toEqual({ decision: 'expired' });
    expect((await bed.incident())?.status).toBe('expired');
    expect((await bed.plan())?.status).toBe('expired');
    expect(await bed.kinds()).toEqual(['approval_requested', 'approval_expired']);
    expect(await approve(bed)).toMatchObject({ kind: 'settled', approval: { status: 'expired' } });
    expect(await settleApproval(ACME, bed.subject, bed)).toEqual({ status: 'expired' });
  });

  it('loses the race against a decision that came first', async () => {
    const bed = await testbed();
    await requestApproval(ACME, bed.subject, 'token', bed);
    await approve(bed);
    expect(await expireApproval(ACME, bed.subject, bed)).toEqual({ decision: 'approved' });
    expect(await settleApproval(ACME, bed.subject, bed)).toEqual({ status: 'approved' });
  });
});

describe('recordPlan', () => {
  const detailOf = async (bed: Testbed): Promise<string | undefined> =>
    (await bed.actions.list(ACME, { limit: 10 })).items.find(({ action_id }) => action_id.endsWith('/a1'))?.detail;

  it('does nothing and says what the matrix would have done', async () => {
    const bed = await testbed({ mode: 'shadow', level: 8 });
    for (let n = 0; n < 2; n++) expect(await recordPlan(ACME, bed.subject, bed)).toEqual({ status: 'recorded' });
    expect(await bed.ipSets.list(ACME)).toEqual([]);
    expect(await detailOf(bed)).toBe(
      'Not done, the policy is shadow. Under the policy matrix block_ip of 198.51.100.7 would have been executed without a person.',
    );
    expect((await bed.incident())?.status).toBe('recorded');
    expect((await bed.plan())?.status).toBe('shadowed');
    expect(await bed.kinds()).toEqual(['action_shadowed', 'plan_shadowed']);
  });

  it('says that a person would have been asked', async () => {
    const bed = await testbed({ mode: 'shadow', level: 5 });
    await recordPlan(ACME, bed.subject, bed);
    expect(await detailOf(bed)).toContain('would have waited for a person: the policy matrix asks a person at MEDIUM');
  });

  it('says that a protected address would have been refused', async () => {
    const bed = await testbed({ mode: 'shadow', level: 8 });
    bed.policies.set(ACME, { neverBlock: ['198.51.100.0/24'] });
    await recordPlan(ACME, bed.subject, bed);
    expect(await detailOf(bed)).toContain('would have been refused: 198.51.100.7 is on the never-block list');
  });
});
