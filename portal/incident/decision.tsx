'use client';
import { useState } from 'react';
import { useAutomation } from '../api/queries.ts';
import type { Playbook } from '../api/types.ts';
import { useHasRole } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { ACTION_VERBS } from '../words/action-words.ts';
import { listed } from '../words/story.ts';
import { Countdown } from './countdown.tsx';
import { type Choice, DecisionDialog } from './decision-dialog.tsx';
import { Outcome } from './outcome.tsx';

/** What approving means, in a sentence. */
const offerOf = ({ plan }: Playbook): string => {
  const actions = plan.soar_actions.filter(({ auto_execute }) => auto_execute);
  const [only, ...others] = actions.map(
    ({ action_type, target }) => `${ACTION_VERBS[action_type].toLowerCase()} ${target}`,
  );
  if (only === undefined)
    return 'The plan has nothing that is carried out by itself: approving it says that people follow it.';
  return `Approving carries out ${actions.length === 1 ? 'one action' : `${actions.length} actions`}: ${listed([only, ...others])}. Denying does nothing.`;
};

type Props = { readonly playbook: Playbook | undefined };

/** What a person has to decide now, or what was decided. */
export function Decision({ playbook }: Props) {
  const mayDecide = useHasRole('tenant-approver');
  const automation = useAutomation();
  const [asked, setAsked] = useState<{ readonly choice: Choice; readonly playbook: Playbook }>();
  const pending = playbook?.approval?.status === 'pending' && playbook.plan.status === 'pending_approval';
  if (!playbook) return null;
  return (
    <section
      aria-labelledby="decision"
      className={classes(
        'mb-5 flex flex-col gap-x-8 gap-y-3 rounded-lg border border-l-4 bg-surface px-4 py-4 sm:px-5 md:flex-row md:items-center',
        pending ? 'border-medium/70' : 'border-line',
      )}
    >
      <div className="min-w-0 flex-1">
        <h2 id="decision" className="text-base font-semibold">
          {pending ? 'Your decision' : 'Decision'}
          {pending && playbook.approval && (
            <span className="ml-3 text-sm">
              <Countdown until={playbook.approval.expires_at} />
            </span>
          )}
        </h2>
        {pending ? <p className="mt-1">{offerOf(playbook)}</p> : <Outcome playbook={playbook} />}
        {pending && automation.data?.kill_switch && (
          <p className="mt-1 font-medium text-danger">
            The kill switch is engaged: even an approved plan is refused now.
          </p>
        )}
      </div>
      {pending && !mayDecide && (
        <p className="text-sm text-muted md:max-w-64">Your role may read it; an approver of this tenant decides.</p>
      )}
      {pending && mayDecide && (
        <div className="flex gap-3">
          <Button
            look="primary"
            className="flex-1 md:min-w-36"
            onClick={() => setAsked({ choice: 'approved', playbook })}
          >
            Approve …
          </Button>
          <Button className="flex-1 md:min-w-28" onClick={() => setAsked({ choice: 'denied', playbook })}>
            Deny …
          </Button>
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
    </section>
  );
}
