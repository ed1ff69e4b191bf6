'use client';
import { Band } from '../../domain/model/alert.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { STATUS_GROUPS } from '../words/incident-status.ts';
import type { Chosen } from './filters-of.ts';
import type { Filtering } from './use-filters.ts';

const BANDS: readonly Band[] = Band.options.toReversed();

const toggled = <T,>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((other) => other !== item) : [...list, item];

type ToggleProps = { readonly on: boolean; readonly label: string; readonly onToggle: () => void };

function Toggle({ on, label, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={classes(
        'min-h-9 shrink-0 rounded-full border px-3 text-sm whitespace-nowrap',
        on ? 'border-accent bg-accent text-on-accent' : 'border-edge/60 bg-surface text-ink hover:bg-sunken',
      )}
    >
      {label}
    </button>
  );
}

type Props = { readonly filters: Filtering; readonly onChange: (chosen: Chosen) => void };

export function Filters({ filters, onChange }: Props) {
  const { groups, bands } = filters.chosen;
  return (
    <div className="mb-4 flex flex-col gap-x-6 gap-y-2 lg:flex-row lg:items-center">
      <fieldset className="flex min-w-0 gap-1.5 overflow-x-auto p-0.5">
        <legend className="sr-only">Band</legend>
        {BANDS.map((band) => (
          <Toggle
            key={band}
            on={bands.includes(band)}
            label={`${band.charAt(0)}${band.slice(1).toLowerCase()}`}
            onToggle={() => onChange({ groups, bands: toggled(bands, band) })}
          />
        ))}
      </fieldset>
      <fieldset className="flex min-w-0 gap-1.5 overflow-x-auto p-0.5">
        <legend className="sr-only">Status</legend>
        {STATUS_GROUPS.map(({ id, label }) => (
          <Toggle
            key={id}
            on={groups.includes(id)}
            label={label}
            onToggle={() => onChange({ groups: toggled(groups, id), bands })}
          />
        ))}
      </fieldset>
      {!filters.none && (
        <Button small look="quiet" className="self-start" onClick={() => onChange({ groups: [], bands: [] })}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
