'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { command } from '../api/call.ts';
import { isStatus } from '../api/failure.ts';
import { operations } from '../api/operations.ts';
import type { Playbook } from '../api/types.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Shortened } from '../ui/code.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { ACTION_VERBS } from '../words/action-words.ts';

export type Choice = 'approved' | 'denied';

type Props = {
  readonly choice: Choice;
  /** The plan as the reader saw it when the dialog opened: the decision is bound to it. */
  readonly playbook: Playbook;
  /** The newest plan now. */
  readonly current: Playbook | undefined;
  readonly onClose: () => void;
};

const MAXIMUM_COMMENT = 1_000;

/** Says once more what is about to happen, takes a comment, and sends the decision with the hash of the plan. */
export function DecisionDialog({ choice, playbook, current, onClose }: Props) {
  const { plan } = playbook;
  const { tenant } = useTenancy();
  const client = useQueryClient();
  const commentId = useId();
  const [comment, setComment] = useState('');
  const refetch = () => client.invalidateQueries({ queryKey: [tenant] });
  const decide = useMutation({
    mutationFn: () =>
      command(operations.playbookApprove, tenant, {
        playbook_id: plan.playbook_id,
        plan_hash: plan.plan_hash,
        decision: choice,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
      }),
    onSuccess: onClose,
    onSettled: () => void refetch(),
  });
  const replaced = current !== undefined && current.plan.plan_hash !== plan.plan_hash;
  const settled = isStatus(decide.error, 409);
  const approving = choice === 'approved';
  const actions = plan.soar_actions.filter(({ auto_execute }) => auto_execute);
  return (
    <Dialog title={approving ? 'Approve this plan?' : 'Deny this plan?'} onClose={onClose}>
      <div className="space-y-4">
        {approving && actions.length > 0 && (
          <>
            <p>This is carried out at once:</p>
            <ul className="divide-y divide-line rounded-md border border-line">
              {actions.map(({ key, action_type, target, reason }) => (
                <li key={key} className="px-3 py-2">
                  <p className="font-medium wrap-anywhere">
                    {ACTION_VERBS[action_type]} {target}
                  </p>
                  <p className="text-sm break-words text-muted">{reason}</p>
                </li>
              ))}
            </ul>
          </>
        )}
        {!approving && <p>None of its actions is carried out. The incident stays in the records with your reason.</p>}
        <div>
          <label htmlFor={commentId} className="mb-1 block text-sm font-medium">
            Comment {approving ? '(optional)' : '(why not?)'}
          </label>
          <textarea
            id={commentId}
            rows={3}
            maxLength={MAXIMUM_COMMENT}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            className="w-full rounded-md border border-edge bg-surface px-3 py-2"
          />
        </div>
        <p className="text-xs text-muted">
          Your decision counts for {plan.playbook_id} with the hash <Shortened id={plan.plan_hash} length={16} /> only.
          If the plan changes, it needs a new one. It is signed into the audit trail under your name.
        </p>
        {replaced && !decide.isPending && (
          <Notice look="warn" title="The plan was replaced">
            Close this and read the new one: this decision would not be accepted.
          </Notice>
        )}
        {decide.isError && settled && (
          <Notice look="bad" title="The decision was not taken">
            {decide.error.message} Nothing was changed by your click; the page behind shows how things are now.
          </Notice>
        )}
        {decide.isError && !settled && <Failure error={decide.error} />}
        <div className="flex flex-wrap justify-end gap-3 pt-1">
          <Button onClick={onClose}>{settled ? 'Close' : 'Cancel'}</Button>
          {!settled && (
            <Button
              look={approving ? 'primary' : 'danger'}
              disabled={decide.isPending || replaced}
              onClick={() => decide.mutate()}
            >
              {decide.isPending ? 'Sending …' : approving ? 'Approve the plan' : 'Deny the plan'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
