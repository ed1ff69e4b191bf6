'use client';
import { useNow } from '../ui/use-now.ts';
import { durationOf, momentOf } from '../words/instant.ts';

/** The time that is left; expiry means no. */
export function Countdown({ until }: { readonly until: string }) {
  const left = Date.parse(until) - useNow();
  return (
    <time dateTime={until} title={momentOf(until)} className="font-medium text-medium tabular-nums">
      {left > 0 ? `expires in ${durationOf(left)}` : 'has expired'}
    </time>
  );
}
