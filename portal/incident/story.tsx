import type { Alert } from '../../domain/model/alert.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { Playbook } from '../api/types.ts';
import { Section } from '../ui/section.tsx';
import { storyOf } from '../words/story.ts';
import { Evidence } from './evidence-index.tsx';

type Props = {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
  readonly playbook: Playbook | undefined;
};

/** What happened, for somebody who reads no logs. */
export function Story({ incident, alerts, playbook }: Props) {
  const analysis = playbook?.plan.statements.filter(({ section }) => section === 'analysis') ?? [];
  return (
    <Section title="What happened">
      {playbook && <p className="mb-3 text-lg leading-7 text-pretty">{playbook.plan.executive_summary}</p>}
      <div className="space-y-1.5">
        {storyOf(incident, alerts).map((sentence) => (
          <p key={sentence} className="break-words">
            {sentence}
          </p>
        ))}
      </div>
      {analysis.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm font-semibold">Analysis</h3>
          <ul className="space-y-1.5">
            {analysis.map(({ text, evidence }) => (
              <li key={text} className="break-words">
                {text} <Evidence ids={evidence} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
