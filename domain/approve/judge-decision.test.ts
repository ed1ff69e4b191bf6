import { describe, expect, it } from 'vitest';
import { PlanStatus } from '../model/plan.ts';
import { type Approval, ApprovalStatus } from '../model/response.ts';
import { judgeDecision, settledApproval } from './judge-decision.ts';

const HASH = 'a'.repeat(64);
const END = Date.UTC(2026, 1, 18, 13);

const approval: Approval = {
  playbook_id: 'PB-1',
  incident_id: 'INC-1',
  plan_hash: HASH,
  status: 'pending',
  requested_at: '2026-02-18T12:00:00.000Z',
  expires_at: '2026-02-18T13:00:00.000Z',
};
const plan = { status: 'pending_approval', plan_hash: HASH } as const;
const yes = { verdict: 'approved', planHash: HASH, by: 'user:ana' } as const;

describe('judgeDecision', () => {
  it('decides what waits, until it expires', () => {
    expect(judgeDecision(approval, plan, yes, END - 1)).toBe('decided');
    expect(judgeDecision(approval, plan, { ...yes, verdict: 'denied' }, END - 1)).toBe('decided');
    expect(judgeDecision(approval, plan, yes, END)).toBe('expired');
  });

  it.each(ApprovalStatus.options.filter((status) => status !== 'pending'))('leaves what was %s', (status) => {
    expect(judgeDecision({ ...approval, status }, plan, yes, END - 1)).toBe('settled');
    expect(judgeDecision({ ...approval, status }, plan, yes, END + 1)).toBe('settled');
  });

  it.each(PlanStatus.options.filter((status) => status !== 'pending_approval'))(
    'voids the approval of a plan that is %s',
    (status) => {
      expect(judgeDecision(approval, { ...plan, status }, yes, END - 1)).toBe('voided');
    },
  );

  it.each([
    ['the person saw another plan', approval, plan, { ...yes, planHash: 'b'.repeat(64) }],
    ['the plan was changed', approval, { ...plan, plan_hash: 'b'.repeat(64) }, yes],
    ['another plan was asked about', { ...approval, plan_hash: 'b'.repeat(64) }, plan, yes],
  ])('refuses where %s', (_, asked, kept, decision) => {
    expect(judgeDecision(asked, kept, decision, END - 1)).toBe('hash_mismatch');
  });
});

describe('settledApproval', () => {
  it('says when, and by whom where it was a person', () => {
    const settled = { ...approval, decided_at: '2026-02-18T13:00:00.000Z' };
    expect(settledApproval(approval, 'expired', END)).toEqual({ ...settled, status: 'expired' });
    expect(settledApproval(approval, 'denied', END, { by: 'user:ana', comment: 'no' })).toEqual({
      ...settled,
      status: 'denied',
      decided_by: 'user:ana',
      comment: 'no',
    });
  });
});
