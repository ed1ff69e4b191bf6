'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { command } from '../api/call.ts';
import { isStatus } from '../api/failure.ts';
import { operations } from '../api/operations.ts';
import type { Action } from '../api/types.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { ACTION_VERBS } from '../words/action-words.ts';

/** Asks before an action is taken back. */
export function RollbackDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }) {
  const { tenant } = useTenancy();
  const client = useQueryClient();
  const rollback = useMutation({
    mutationFn: () => command(operations.actionRollback, tenant, { action_id: action.action_id }),
    onSuccess: onClose,
    onSettled: () => void client.invalidateQueries({ queryKey: [tenant] }),
  });
  const settled = isStatus(rollback.error, 409);
  return (
    <Dialog title="Take this action back?" onClose={onClose}>
      <div className="space-y-4">
        <p className="font-medium wrap-anywhere">
          {ACTION_VERBS[action.action_type]} {action.target}
        </p>
        <p>
          Only what this action changed is put back{action.blast_radius !== undefined && ` (${action.blast_radius})`}.
          It takes effect at once and is signed into the audit trail under your name.
        </p>
        {rollback.isError && settled && (
          <Notice look="bad" title="It was not taken back">
            {rollback.error.message} The page behind shows how things are now.
          </Notice>
        )}
        {rollback.isError && !settled && <Failure error={rollback.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{settled ? 'Close' : 'Cancel'}</Button>
          {!settled && (
            <Button look="danger" disabled={rollback.isPending} onClick={() => rollback.mutate()}>
              {rollback.isPending ? 'Taking it back …' : 'Take it back'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
