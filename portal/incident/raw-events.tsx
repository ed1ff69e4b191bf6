'use client';
import { useState } from 'react';
import { EVIDENCE_READERS } from '../../domain/serve/role.ts';
import { useHasRole } from '../shell/tenant.tsx';
import { Button } from '../ui/button.tsx';
import { useEvidenceLabel } from './evidence-index.tsx';
import { RawEvent } from './raw-event.tsx';

const SHOWN = 10;

/** The events that an alert rests on; the archive is asked for a line only when somebody wants to see it. */
export function RawEvents({ ids }: { readonly ids: readonly string[] }) {
  const mayRead = useHasRole(...EVIDENCE_READERS);
  const [all, setAll] = useState(false);
  const shown = all ? ids : ids.slice(-SHOWN);
  return (
    <div>
      <h4 className="mb-1 text-sm font-semibold">Evidence in the archive</h4>
      {!mayRead && (
        <p className="mb-1 text-sm text-muted">Approvers and analysts can open the line as it came, with its proof.</p>
      )}
      <ul className="space-y-2">
        {shown.map((id) => (
          <RawItem key={id} id={id} mayRead={mayRead} />
        ))}
      </ul>
      {ids.length > shown.length && (
        <Button small look="quiet" className="mt-2" onClick={() => setAll(true)}>
          Show {ids.length - shown.length} earlier events
        </Button>
      )}
    </div>
  );
}

function RawItem({ id, mayRead }: { readonly id: string; readonly mayRead: boolean }) {
  const [wanted, setWanted] = useState(false);
  const label = useEvidenceLabel(id)?.label ?? 'event';
  return (
    <li className="rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 text-xs break-all text-muted">
          <span className="font-mono font-semibold text-ink">{label}</span> <span className="font-mono">{id}</span>
        </p>
        {mayRead && (
          <Button small aria-expanded={wanted} onClick={() => setWanted(!wanted)}>
            {wanted ? 'Hide' : 'Show raw log and proof'}
          </Button>
        )}
      </div>
      {wanted && <RawEvent id={id} />}
    </li>
  );
}
