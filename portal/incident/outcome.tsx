'use client';
import type { PlanStatus } from '../../domain/model/plan.ts';
import type { ApprovalStatus } from '../../domain/model/response.ts';
import type { Playbook } from '../api/types.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Moment } from '../ui/moment.tsx';

const DECIDED: Readonly<Record<ApprovalStatus, string>> = {
  pending: 'A decision is awaited',
  approved: 'Approved',
  denied: 'Denied: nothing was done',
  expired: 'Nobody decided in time: nothing was done',
  voided: 'The plan was replaced before anybody decided',
};

const UNASKED: Readonly<Record<PlanStatus, string>> = {
  pending_approval: 'The plan is about to wait for a decision.',
  approved: 'The policy of this tenant lets it run without a person.',
  denied: 'The plan was denied.',
  expired: 'The plan expired.',
  voided: 'A newer plan took its place.',
  shadowed: 'Shadow mode: what would have been done was recorded, nothing was done.',
  executing: 'The policy of this tenant lets it run without a person; it is under way.',
  executed: 'The policy of this tenant let it run without a person.',
  failed: 'It failed: see the actions and the audit trail.',
  rolled_back: 'It was carried out and taken back.',
};

/** What was decided, by whom and why. */
export function Outcome({ playbook: { plan, approval } }: { readonly playbook: Playbook }) {
  const { me } = useTenancy();
  if (!approval) return <p>{UNASKED[plan.status]}</p>;
  const { status, decided_by: by, decided_at: at, comment } = approval;
  const who =
    by === undefined ? undefined : by.replace(/^user:/, '') === me.subject ? 'you' : by.replace(/^user:/, 'user ');
  return (
    <div className="space-y-2">
      <p className="font-medium">{DECIDED[status]}</p>
      {(who !== undefined || at !== undefined) && (
        <p className="text-sm break-words text-muted">
          {who !== undefined && `By ${who}`}
          {who !== undefined && at !== undefined && ', '}
          {at !== undefined && <Moment instant={at} />}
        </p>
      )}
      {comment !== undefined && (
        <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-wrap">{comment}</blockquote>
      )}
    </div>
  );
}
