import type { Health } from '../api/types.ts';
import { TonePill } from '../ui/pill.tsx';

export function HealthParts({ health }: { readonly health: Health }) {
  const { status, parts = [] } = health;
  return (
    <>
      <p className="mb-3 font-medium">
        {status === 'ok' ? 'All parts answer.' : 'A part does not answer as it should.'}
      </p>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {parts.map(({ part, status: state, latency_ms, detail }) => (
          <li key={part} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2.5">
            <span className="font-medium">{part}</span>
            <span className="flex items-center gap-3">
              <span className="text-muted tabular-nums">{Math.round(latency_ms)} ms</span>
              <TonePill tone={state === 'ok' ? 'good' : 'bad'}>{state === 'ok' ? 'Answers' : 'Degraded'}</TonePill>
            </span>
            {detail !== undefined && <span className="w-full text-xs break-words text-muted">{detail}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
