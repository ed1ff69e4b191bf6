import type { HuntCounts } from '../../domain/hunt/counts.ts';

const number = (value: number): string => value.toLocaleString('en-GB');

/** What was read and what came of it. */
export function HuntFigures({ counts }: { readonly counts: HuntCounts }) {
  const { lines, events, quarantined, removed, confirmed, added, alerts_before, alerts_after } = counts;
  const figures: readonly (readonly [string, string])[] = [
    ['Lines read', number(lines)],
    ['Events of the period', number(events)],
    ['Not readable or repeated', number(quarantined)],
    ['Alerts now', number(alerts_before)],
    ['Alerts with the change', number(alerts_after)],
    ['Removed', number(removed)],
    ['of these confirmed', number(confirmed)],
    ['Added', number(added)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-4">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt className="text-muted">{name}</dt>
          <dd className="text-lg font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
