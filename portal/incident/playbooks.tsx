'use client';
import type { IncidentStatus } from '../../domain/model/incident.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Actions } from './actions.tsx';
import { PlanPhases } from './plan-phases.tsx';
import type { PlaybookChoice } from './use-playbook-choice.ts';

type Props = { readonly choice: PlaybookChoice; readonly status: IncidentStatus };

const BEFORE: readonly IncidentStatus[] = ['new', 'scoring', 'enriching', 'planning'];

/** The plan and its actions; older revisions can be looked at, and only looked at. */
export function Playbooks({ choice, status }: Props) {
  const { ids, chosen, choose, shown, error } = choice;
  if (!shown) {
    return (
      <Section title="Response plan">
        {error !== null && <Failure error={error} />}
        {error === null && ids?.length === 0 && (
          <p className="text-muted">
            {BEFORE.includes(status)
              ? 'The plan is being written; it appears here by itself.'
              : 'There is no plan for this incident.'}
          </p>
        )}
        {error === null && ids?.length !== 0 && <Skeleton lines={5} label="Loading the plan" />}
      </Section>
    );
  }
  const revisions = ids !== undefined && ids.length > 1 && (
    <label className="flex items-center gap-2">
      <span className="sr-only">Revision of the plan</span>
      <select
        value={chosen}
        onChange={(event) => choose(event.target.value)}
        className="min-h-8 rounded-md border border-edge bg-surface px-2 text-ink"
      >
        {ids.map((id, index) => (
          <option key={id} value={id}>
            {`Revision ${id.split('-r').at(-1)}${index === 0 ? ', current' : ''}`}
          </option>
        ))}
      </select>
    </label>
  );
  const old = shown.plan.playbook_id !== ids?.[0];
  return (
    <>
      <Section
        title="Response plan"
        aside={revisions || `${shown.plan.planner} · confidence ${Math.round(shown.plan.llm_confidence * 100)} %`}
      >
        {old && (
          <div className="mb-4">
            <Notice>This is an older plan. A newer one took its place; it can no longer be decided on.</Notice>
          </div>
        )}
        <PlanPhases plan={shown.plan} />
      </Section>
      <Actions playbook={shown} />
    </>
  );
}
