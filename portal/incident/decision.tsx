'use client';
import { useState } from 'react';
import type { Incident } from '../../domain/model/incident.ts';
import { useAutomation } from '../api/queries.ts';
import type { Playbook } from '../api/types.ts';
import { useHasRole } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { INCIDENT_STATUS } from '../words/incident-status.ts';
import { Countdown } from './countdown.tsx';
import { type Choice, DecisionDialog } from './decision-dialog.tsx';
import { Outcome } from './outcome.tsx';

type Props = { readonly incident: Incident; readonly playbook: Playbook | undefined };

/** What a person has to decide now, or what was decided. */
export function Decision({ incident, playbook }: Props) {
  const mayDecide = useHasRole('tenant-approver');
  const automation = useAutomation();
  const [asked, setAsked] = useState<{ readonly choice: Choice; readonly playbook: Playbook }>();
  const pending = playbook?.approval?.status === 'pending' && playbook.plan.status === 'pending_approval';
  const executable = playbook?.plan.soar_actions.filter(({ auto_execute }) => auto_execute).length ?? 0;
  return (
    <Section
      title={pending ? 'Your decision' : 'Decision'}
      className={pending ? 'border-medium/60' : ''}
      aside={pending && playbook.approval && <Countdown until={playbook.approval.expires_at} />}
    >
      {!playbook && <p className="text-muted">{INCIDENT_STATUS[incident.status].sentence}</p>}
      {playbook && !pending && <Outcome playbook={playbook} />}
      {playbook && pending && (
        <div className="space-y-3">
          <p>
            {executable === 0
              ? 'The plan has nothing that is carried out by itself: approving it says that people follow it.'
              : `Approving carries out ${executable === 1 ? 'one action' : `${executable} actions`}. Denying does nothing.`}
          </p>
          {automation.data?.kill_switch && (
            <Notice look="warn">The kill switch is engaged: even an approved plan is refused now.</Notice>
          )}
          {mayDecide ? (
            <div className="flex gap-3">
              <Button look="primary" className="flex-1" onClick={() => setAsked({ choice: 'approved', playbook })}>
                Approve …
              </Button>
              <Button className="flex-1" onClick={() => setAsked({ choice: 'denied', playbook })}>
                Deny …
              </Button>
            </div>
          ) : (
            <p className="text-sm text-muted">Your role may read it; an approver of this tenant decides.</p>
          )}
        </div>
      )}
      {asked && (
        <DecisionDialog
          choice={asked.choice}
          playbook={asked.playbook}
          current={playbook}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
