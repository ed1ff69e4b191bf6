import type { Metrics } from '../api/types.ts';
import { TonePill } from '../ui/pill.tsx';

type Counters = Metrics['counters'];
type Counter = keyof Counters;
type Step = { readonly title: string; readonly whole: Counter; readonly parts: readonly Counter[] };

const STEPS: readonly Step[] = [
  { title: 'Collected lines', whole: 'offered', parts: ['archived', 'rejected'] },
  { title: 'Archived lines', whole: 'archived', parts: ['normalized', 'quarantined'] },
  { title: 'Normalized events', whole: 'normalized', parts: ['evaluated', 'errored', 'skipped'] },
  { title: 'Alerts', whole: 'alerts', parts: ['in_incidents', 'suppressed'] },
];

const WORDS: Readonly<Record<Counter, string>> = {
  offered: 'offered',
  rejected: 'rejected with receipt',
  archived: 'archived',
  normalized: 'normalized',
  quarantined: 'in quarantine',
  evaluated: 'evaluated by rules',
  errored: 'with a rule error',
  skipped: 'skipped with reason',
  alerts: 'alerts',
  in_incidents: 'in incidents',
  suppressed: 'suppressed',
};

const figure = (count: number | undefined): string => (count ?? 0).toLocaleString('en-GB');

/** The accounting identities: what came into a step must have come out of it. */
export function Accounts({ counters }: { readonly counters: Counters }) {
  return (
    <ol className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
      {STEPS.map(({ title, whole, parts }) => {
        const missing = (counters[whole] ?? 0) - parts.reduce((sum, part) => sum + (counters[part] ?? 0), 0);
        return (
          <li key={title}>
            <h3 className="text-sm text-muted">{title}</h3>
            <p className="mt-0.5 mb-2 text-2xl font-semibold tabular-nums">{figure(counters[whole])}</p>
            <dl className="mb-3 space-y-1 border-t border-line pt-2 text-sm">
              {parts.map((part) => (
                <div key={part} className="flex justify-between gap-3">
                  <dt className="text-muted">{WORDS[part]}</dt>
                  <dd className="tabular-nums">{figure(counters[part])}</dd>
                </div>
              ))}
            </dl>
            {missing === 0 ? (
              <TonePill tone="good">Balanced</TonePill>
            ) : (
              <TonePill tone="waiting">{figure(Math.abs(missing))} under way</TonePill>
            )}
          </li>
        );
      })}
    </ol>
  );
}
