'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Alert } from '../../domain/model/alert.ts';
import { anchorOf, type EvidenceLabel, evidenceLabels } from './evidence-labels.ts';

const Context = createContext<ReadonlyMap<string, EvidenceLabel>>(new Map());

type Props = { readonly alerts: readonly Alert[]; readonly children: ReactNode };

/** Lets statements lead to the alerts that they rest on. */
export function EvidenceIndex({ alerts, children }: Props) {
  const labels = useMemo(() => evidenceLabels(alerts), [alerts]);
  return <Context value={labels}>{children}</Context>;
}

export const useEvidenceLabel = (id: string): EvidenceLabel | undefined => useContext(Context).get(id);

const open = (alertId: string): void => {
  const element = document.getElementById(anchorOf(alertId));
  if (!(element instanceof HTMLDetailsElement)) return;
  element.open = true;
  element.scrollIntoView({ block: 'start', behavior: 'smooth' });
  element.querySelector('summary')?.focus({ preventScroll: true });
};

const SHOWN = 6;
const LOOK =
  'inline-flex min-h-6 items-center rounded border border-line bg-sunken px-1 font-mono text-[0.6875rem] leading-4 text-muted';

/** The ids that a statement rests on, as footnotes; those of alerts in the timeline lead there. */
export function Evidence({ ids }: { readonly ids: readonly string[] }) {
  const labels = useContext(Context);
  const unique = [...new Set(ids)];
  return (
    <span className="inline-flex flex-wrap gap-1 align-middle">
      <span className="sr-only">Evidence:</span>
      {unique.slice(0, SHOWN).map((id) => {
        const known = labels.get(id);
        if (!known) {
          return (
            <span key={id} title={id} className={`${LOOK} max-w-56 overflow-hidden text-ellipsis whitespace-nowrap`}>
              {id}
            </span>
          );
        }
        return (
          <button
            key={id}
            type="button"
            title={id}
            onClick={() => open(known.alertId)}
            className={`${LOOK} min-w-6 justify-center hover:border-accent hover:text-accent`}
          >
            {known.label}
          </button>
        );
      })}
      {unique.length > SHOWN && <span className={LOOK}>and {unique.length - SHOWN} more</span>}
    </span>
  );
}
