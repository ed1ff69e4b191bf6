'use client';
import { agoOf, clockOf, dayOf, momentOf } from '../words/instant.ts';
import { useNow } from './use-now.ts';

/** How long ago; the moment itself on hover and for readers. */
export function Ago({ instant }: { readonly instant: string }) {
  const now = useNow();
  return (
    <time dateTime={instant} title={momentOf(instant)} className="whitespace-nowrap tabular-nums">
      {agoOf(instant, now)}
    </time>
  );
}

export function Moment({ instant }: { readonly instant: string }) {
  return (
    <time dateTime={instant} className="tabular-nums">
      {momentOf(instant)}
    </time>
  );
}

/** The clock in front, the day beneath. */
export function Clock({ instant }: { readonly instant: string }) {
  return (
    <time dateTime={instant} title={momentOf(instant)} className="block font-mono text-xs leading-5 tabular-nums">
      <span className="block text-ink">{clockOf(instant)}</span>
      <span className="block text-muted">{dayOf(instant)}</span>
    </time>
  );
}
