'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/call.ts';
import { operations } from '../api/operations.ts';
import { useHasRole, useTenancy } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { TonePill } from '../ui/pill.tsx';

/** Stops every response of the tenant, or lets them go on. */
export function KillSwitch({ engaged }: { readonly engaged: boolean }) {
  const { tenant } = useTenancy();
  const client = useQueryClient();
  const mayDecide = useHasRole('tenant-approver');
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () => command(operations.automationSet, tenant, { kill_switch: !engaged }),
    onSuccess: (automation) => {
      client.setQueryData([tenant, 'automation'], automation);
      setAsking(false);
    },
  });
  return (
    <div className="space-y-4">
      <TonePill tone={engaged ? 'bad' : 'good'}>{engaged ? 'Engaged: responses are stopped' : 'Released'}</TonePill>
      <p className="text-sm text-muted">
        Engaged, nothing is carried out for {tenant}, whoever approved it. What was done stays; a rollback takes it
        back.
      </p>
      {change.isSuccess && change.data.kill_switch === engaged && (
        <Notice look="good">{engaged ? 'Responses are stopped.' : 'Responses go on.'}</Notice>
      )}
      {mayDecide ? (
        <Button look={engaged ? 'plain' : 'danger'} className="w-full" onClick={() => setAsking(true)}>
          {engaged ? 'Release the kill switch' : 'Engage the kill switch'}
        </Button>
      ) : (
        <p className="text-sm">Approvers of this tenant can change it.</p>
      )}
      {asking && (
        <Dialog
          title={engaged ? 'Release the kill switch?' : 'Engage the kill switch?'}
          onClose={() => setAsking(false)}
        >
          <p>
            {engaged
              ? `Responses for ${tenant} go on: what the mode allows is carried out again, plans that are approved from now on too.`
              : `All responses for ${tenant} stop. Plans wait, approved ones are refused until the switch is released.`}
          </p>
          {change.isError && (
            <div className="mt-4">
              <Failure error={change.error} />
            </div>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button look={engaged ? 'primary' : 'danger'} disabled={change.isPending} onClick={() => change.mutate()}>
              {engaged ? 'Release it' : 'Stop all responses'}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
