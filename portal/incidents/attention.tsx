'use client';
import Link from 'next/link';
import { useWaiting } from '../api/queries.ts';
import { useHasRole, useIncidentAddress } from '../shell/tenant.tsx';
import { Ago } from '../ui/moment.tsx';
import { BandPill } from '../ui/pill.tsx';

const SHOWN = 3;

/** What needs a person now, in front of everything else. */
export function Attention() {
  const waiting = useWaiting();
  const decides = useHasRole('tenant-approver');
  const addressOf = useIncidentAddress();
  if (!waiting.data || waiting.data.items.length === 0) return null;
  const { items, cursor } = waiting.data;
  const count = `${items.length}${cursor === undefined ? '' : '+'}`;
  const oldest = items.toSorted((a, b) => b.severity - a.severity || a.updated_at.localeCompare(b.updated_at));
  return (
    <section
      aria-labelledby="attention"
      className="mb-5 rounded-lg border border-l-4 border-medium/60 bg-surface px-4 py-3 sm:px-5"
    >
      <h2 id="attention" className="font-semibold">
        {count} {items.length === 1 ? 'plan waits' : 'plans wait'} for {decides ? 'your decision' : 'a decision'}
      </h2>
      <ul className="mt-1 divide-y divide-line">
        {oldest.slice(0, SHOWN).map(({ incident_id, title, band, updated_at }) => (
          <li key={incident_id} className="flex items-center gap-3 py-1.5">
            <BandPill band={band} />
            <Link href={addressOf(incident_id)} className="min-w-0 flex-1 truncate underline-offset-2 hover:underline">
              {title}
            </Link>
            <span className="text-sm text-muted">
              <Ago instant={updated_at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
