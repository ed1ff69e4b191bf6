'use client';
import { useAutomation } from '../api/queries.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { KillSwitch } from './kill-switch.tsx';
import { ModeMatrix } from './mode-matrix.tsx';
import { MODES } from './modes.ts';

/** What happens without a person, and the way to stop it. */
export function AutomationPage() {
  const automation = useAutomation();
  return (
    <>
      <PageTitle title="Automation" />
      <div className="grid items-start gap-5 lg:grid-cols-3">
        <Section title="Mode" className="lg:col-span-2">
          <QueryView query={automation}>
            {({ mode, approval_minutes }) => (
              <>
                <p className="text-xl font-semibold">{MODES[mode].label}</p>
                <p className="mt-1 max-w-prose">{MODES[mode].sentence}</p>
                <ModeMatrix mode={mode} />
                <ul className="mt-4 list-disc space-y-1 pl-5 text-sm text-muted">
                  <li>A plan waits {approval_minutes} minutes for a decision; then it expires and nothing is done.</li>
                  <li>Where only sources of low trust saw an incident, its plan always waits.</li>
                  <li>The band comes from the rules that fired. No score and no plan changes it.</li>
                </ul>
              </>
            )}
          </QueryView>
        </Section>
        <Section title="Kill switch">
          <QueryView query={automation}>{({ kill_switch }) => <KillSwitch engaged={kill_switch} />}</QueryView>
        </Section>
      </div>
    </>
  );
}
