'use client';
import type { Source } from '../api/types.ts';
import { Ago } from '../ui/moment.tsx';
import { Empty } from '../ui/notice.tsx';
import { TonePill } from '../ui/pill.tsx';
import { useNow } from '../ui/use-now.ts';
import { sourceState } from './source-state.ts';

const INGRESS: Readonly<Record<Source['ingress'], string>> = {
  tcp: 'TCP',
  udp: 'UDP',
  http: 'HTTP',
  webhook: 'Webhook',
  file: 'File',
};

/** What cannot be seen while the source is silent. */
function Blind({
  source: { blind_rules: rules = [], blind_techniques: techniques = [] },
}: {
  readonly source: Source;
}) {
  if (rules.length === 0) return null;
  return (
    <details className="mt-1 text-xs text-muted">
      <summary>{rules.length === 1 ? '1 rule is blind' : `${rules.length} rules are blind`}</summary>
      <span className="block break-words">{rules.join(', ')}</span>
      {techniques.length > 0 && <span className="block break-words">Techniques: {techniques.join(', ')}</span>}
    </details>
  );
}

export function SourceTable({ sources }: { readonly sources: readonly Source[] }) {
  const now = useNow();
  if (sources.length === 0) {
    return <Empty title="No sources yet">An administrator adds one; then its logs appear here within seconds.</Empty>;
  }
  return (
    // A wide table scrolls in its own box.
    <section aria-label="Table of sources" className="-mx-4 overflow-x-auto sm:mx-0">
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="py-2 pl-4 pr-3 font-medium sm:pl-0">
              Source
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              State
            </th>
            <th scope="col" className="hidden px-3 py-2 font-medium sm:table-cell">
              Trust
            </th>
            <th scope="col" className="px-3 py-2 text-right font-medium">
              Lines, last hour
            </th>
            <th scope="col" className="hidden py-2 pl-3 text-right font-medium sm:table-cell">
              Last seen
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {sources.map((source) => {
            const { tone, label } = sourceState(source, now);
            return (
              <tr key={source.id}>
                <th scope="row" className="py-2.5 pl-4 pr-3 font-medium sm:pl-0">
                  {source.id}
                  <span className="block text-xs font-normal text-muted">{INGRESS[source.ingress]}</span>
                </th>
                <td className="px-3 py-2.5">
                  <TonePill tone={tone}>{label}</TonePill>
                  <Blind source={source} />
                </td>
                <td className="hidden px-3 py-2.5 sm:table-cell">{source.trust}</td>
                <td className="px-3 py-2.5 text-right tabular-nums">
                  {source.lines_last_hour.toLocaleString('en-GB')}
                </td>
                <td className="hidden py-2.5 pl-3 text-right sm:table-cell">
                  {source.last_seen_at === undefined ? 'never' : <Ago instant={source.last_seen_at} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
