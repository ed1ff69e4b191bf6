'use client';
import { useState } from 'react';
import type { Playbook } from '../api/types.ts';
import { useHasRole } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { Ago } from '../ui/moment.tsx';
import { TonePill } from '../ui/pill.tsx';
import { Section } from '../ui/section.tsx';
import { ACTION_VERBS } from '../words/action-words.ts';
import { type ActionRow, actionsOf } from './actions-of.ts';
import { Evidence } from './evidence-index.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';

/** What the plan does to the bank's systems, how far each got, and the way back. */
export function Actions({ playbook }: { readonly playbook: Playbook }) {
  const rows = actionsOf(playbook);
  const [asked, setAsked] = useState<ActionRow>();
  return (
    <Section title="Actions">
      {rows.length === 0 && <p className="text-muted">The plan names no action on your systems.</p>}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <ActionItem key={row.planned.key} row={row} onRollback={() => setAsked(row)} />
        ))}
      </ul>
      {asked?.done && <RollbackDialog action={asked.done} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function ActionItem({ row, onRollback }: { readonly row: ActionRow; readonly onRollback: () => void }) {
  const mayDecide = useHasRole('tenant-approver');
  const { planned, done, words, reversible } = row;
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 font-medium wrap-anywhere">
          {ACTION_VERBS[planned.action_type]} {planned.target}
        </p>
        <TonePill tone={words.tone}>{words.label}</TonePill>
      </div>
      <p className="mt-1 text-sm break-words">
        {planned.reason} <Evidence ids={planned.evidence} />
      </p>
      <div className="mt-1 flex flex-wrap items-end justify-between gap-3">
        <p className="min-w-0 flex-1 text-sm break-words text-muted">
          {done?.blast_radius !== undefined && <span className="block">Touches {done.blast_radius}</span>}
          <span>{done?.detail ?? words.sentence}</span>
          {done && (
            <>
              {' · '}
              <Ago instant={done.updated_at} />
            </>
          )}
        </p>
        {reversible && mayDecide && (
          <Button small onClick={onRollback}>
            Take back …
          </Button>
        )}
      </div>
    </li>
  );
}
