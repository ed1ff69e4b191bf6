import type { Plan, PlanStatement } from '../../domain/model/plan.ts';
import { Shortened } from '../ui/code.tsx';
import { Moment } from '../ui/moment.tsx';
import { Evidence } from './evidence-index.tsx';

type Phase = keyof Plan['response_plan'];

const PHASES: readonly (readonly [Phase, string])[] = [
  ['phase_1_contain', 'Contain'],
  ['phase_2_investigate', 'Investigate'],
  ['phase_3_remediate', 'Remediate'],
  ['phase_4_recover', 'Recover'],
];

/** The sentences of a phase with their evidence; the phase's own text where it was not taken apart. */
const statementsOf = (
  { statements, response_plan }: Plan,
  phase: Phase,
): readonly Pick<PlanStatement, 'text' | 'evidence'>[] => {
  const own = statements.filter(({ section }) => section === phase);
  return own.length > 0 ? own : [{ text: response_plan[phase], evidence: [] }];
};

export function PlanPhases({ plan }: { readonly plan: Plan }) {
  return (
    <>
      <ol className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        {PHASES.map(([phase, title], index) => (
          <li key={phase}>
            <h3 className="mb-1.5 flex items-center gap-2 font-semibold">
              <span
                aria-hidden="true"
                className="flex size-6 items-center justify-center rounded-full bg-sunken text-xs"
              >
                {index + 1}
              </span>
              {title}
            </h3>
            <ul className="space-y-1.5">
              {statementsOf(plan, phase).map(({ text, evidence }) => (
                <li key={text} className="break-words">
                  {text} {evidence.length > 0 && <Evidence ids={evidence} />}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="mt-5 border-t border-line pt-3 text-xs text-muted">
        <span className="font-mono break-all">{plan.playbook_id}</span> · written <Moment instant={plan.created_at} /> ·
        hash <Shortened id={plan.plan_hash} length={16} />
      </p>
    </>
  );
}
