'use client';
import type { Hunt } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { Ago } from '../ui/moment.tsx';
import { Empty } from '../ui/notice.tsx';
import { TonePill } from '../ui/pill.tsx';
import { changeText, STATES } from './hunt-words.ts';

type Props = {
  readonly hunts: readonly Hunt[];
  readonly shown: string | undefined;
  readonly show: (id: string) => void;
  /** Asks for earlier ones, where there are some. */
  readonly more: (() => void) | undefined;
};

/** Hunts of the last 90 days. */
export function HuntHistory({ hunts, shown, show, more }: Props) {
  if (hunts.length === 0) return <Empty title="No hunts yet">What is tried here can be looked up for 90 days.</Empty>;
  return (
    <>
      <ul className="-my-4 divide-y divide-line">
        {hunts.map(({ hunt_id, change, status, created_at }) => (
          <li key={hunt_id}>
            <button
              type="button"
              aria-current={shown === hunt_id ? 'true' : undefined}
              onClick={() => show(hunt_id)}
              className="flex min-h-11 w-full flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 text-left hover:bg-sunken/60"
            >
              <span className="min-w-0 font-medium wrap-anywhere text-accent">{changeText(change)}</span>
              <span className="flex items-center gap-3 text-sm text-muted">
                <TonePill tone={STATES[status].tone}>{STATES[status].label}</TonePill>
                <Ago instant={created_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {more && (
        <div className="mt-6 text-center">
          <Button onClick={more}>Show earlier hunts</Button>
        </div>
      )}
    </>
  );
}
