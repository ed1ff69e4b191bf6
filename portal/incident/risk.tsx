'use client';
import type { ScoreFactor } from '../../domain/model/score.ts';
import { useAssessment } from '../api/queries.ts';
import { Bar } from '../ui/bar.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Evidence } from './evidence-index.tsx';
import { Limits } from './limits.tsx';

const NAMES: Readonly<Record<ScoreFactor['name'], string>> = {
  severity: 'Severity of the rules',
  asset: 'Worth of the assets',
  rarity: 'Rarity of the behaviour',
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const fillOf = (risk: number): string =>
  risk >= 75 ? 'fill-critical' : risk >= 50 ? 'fill-high' : risk >= 25 ? 'fill-medium' : 'fill-low';

/** The score with its reasons: each a bar, a weight and a sentence that can be checked. */
export function Risk({ id, version }: { readonly id: string; readonly version: string }) {
  const assessment = useAssessment(id, version);
  return (
    <Section title="Risk" aside={assessment.data?.score && `confidence ${percent(assessment.data.score.confidence)}`}>
      <QueryView query={assessment} lines={4}>
        {({ score }) =>
          score ? (
            <>
              <p className="mb-2 flex items-baseline gap-2">
                <span className="text-4xl font-semibold tracking-tight tabular-nums">
                  {Math.round(score.risk_score)}
                </span>
                <span className="text-muted">of 100</span>
              </p>
              <Bar
                value={score.risk_score / 100}
                label={`Risk ${Math.round(score.risk_score)} of 100`}
                fill={fillOf(score.risk_score)}
              />
              <ul className="mt-5 space-y-4">
                {score.factors.map(({ name, weight, value, reason, evidence }) => (
                  <li key={name}>
                    <div className="mb-1 flex items-baseline justify-between gap-3 text-sm">
                      <span className="font-medium">{NAMES[name]}</span>
                      <span className="text-muted tabular-nums">
                        {percent(value)} · weight {percent(weight)}
                      </span>
                    </div>
                    <Bar value={value} label={`${NAMES[name]}: ${percent(value)}`} />
                    <p className="mt-1 text-sm break-words text-muted">
                      {reason} <Evidence ids={evidence} />
                    </p>
                  </li>
                ))}
              </ul>
              <Limits limits={score.limits} />
            </>
          ) : (
            <p className="text-muted">Not scored yet.</p>
          )
        }
      </QueryView>
    </Section>
  );
}
