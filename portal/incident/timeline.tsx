'use client';
import type { Alert } from '../../domain/model/alert.ts';
import { isStatus } from '../api/failure.ts';
import type { useIncidentAlerts } from '../api/queries.ts';
import { Button } from '../ui/button.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimelineAlert } from './timeline-alert.tsx';

type Props = {
  readonly query: ReturnType<typeof useIncidentAlerts>;
  readonly alerts: readonly Alert[];
  readonly total: number;
};

/** The alerts by the time of their events; each opens to what it rests on. */
export function Timeline({ query, alerts, total }: Props) {
  const missing = query.data?.pages.flatMap((page) => page.missing).length ?? 0;
  const ordered = alerts.toSorted((a, b) => a.timestamp.localeCompare(b.timestamp));
  return (
    <Section
      title="Timeline and evidence"
      aside={`${alerts.length.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} alerts`}
    >
      {!query.data && isStatus(query.error, 403) && (
        <p className="text-muted">
          Your role sees incidents and figures. Log lines hold personal data: analysts and approvers of the tenant read
          them.
        </p>
      )}
      {!query.data && query.isError && !isStatus(query.error, 403) && (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
      {!query.data && !query.isError && <Skeleton lines={5} label="Loading alerts" />}
      {query.data && alerts.length === 0 && (
        <p className="text-muted">The store holds no alert of this incident any more.</p>
      )}
      <ol className="-my-2 divide-y divide-line">
        {ordered.map((alert) => (
          <li key={alert.id}>
            <TimelineAlert alert={alert} />
          </li>
        ))}
      </ol>
      {missing > 0 && (
        <div className="mt-4">
          <Notice>{missing} older alerts are no longer kept; the archive still has their lines.</Notice>
        </div>
      )}
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button small disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? 'Loading …' : 'Show more alerts'}
          </Button>
        </div>
      )}
    </Section>
  );
}
