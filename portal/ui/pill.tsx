import type { ReactNode } from 'react';
import type { Band } from '../../domain/model/alert.ts';
import type { Tone } from '../words/incident-status.ts';
import { classes } from './classes.ts';

const BANDS: Readonly<Record<Band, string>> = {
  LOW: 'bg-low-wash text-low',
  MEDIUM: 'bg-medium-wash text-medium',
  HIGH: 'bg-high-wash text-high',
  CRITICAL: 'bg-critical text-white',
};

const TONES: Readonly<Record<Tone, string>> = {
  calm: 'text-muted border-line',
  busy: 'text-low border-low/50',
  waiting: 'text-medium border-medium/60 bg-medium-wash',
  good: 'text-good border-good/50',
  bad: 'text-danger border-danger/50 bg-danger-wash',
};

const DOTS: Readonly<Record<Tone, string>> = {
  calm: 'bg-edge',
  busy: 'bg-low animate-pulse',
  waiting: 'bg-medium',
  good: 'bg-good',
  bad: 'bg-danger',
};

export function BandPill({ band }: { readonly band: Band }) {
  return (
    <span
      className={classes(
        'inline-block min-w-18 rounded px-1.5 py-0.5 text-center text-[0.6875rem] font-semibold tracking-wide',
        BANDS[band],
      )}
    >
      {band}
    </span>
  );
}

/** A state: the dot is decoration, the words say it. */
export function TonePill({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-xs font-medium whitespace-nowrap',
        TONES[tone],
      )}
    >
      <span aria-hidden="true" className={classes('size-1.5 rounded-full', DOTS[tone])} />
      {children}
    </span>
  );
}
