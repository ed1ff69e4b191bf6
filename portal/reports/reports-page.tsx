'use client';
import { useReports } from '../api/queries.ts';
import { Button } from '../ui/button.tsx';
import { Moment } from '../ui/moment.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { dayOf } from '../words/instant.ts';
import { Download } from './download.tsx';

/** The reports that were made for the tenant. */
export function ReportsPage() {
  const query = useReports();
  const reports = query.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <PageTitle title="Reports" />
      <div className="rounded-lg border border-line bg-surface">
        {reports === undefined && (
          <div className="p-5">
            {query.isError ? (
              <Failure error={query.error} retry={() => void query.refetch()} />
            ) : (
              <Skeleton lines={4} />
            )}
          </div>
        )}
        {reports?.length === 0 && (
          <Empty title="No reports yet">The daily report is made shortly after midnight UTC.</Empty>
        )}
        <ul className="divide-y divide-line">
          {reports?.map(({ report_id, kind, period_start, created_at, files }) => (
            <li
              key={report_id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5"
            >
              <div>
                <p className="font-medium">
                  {kind === 'daily' ? 'Daily report' : kind}, {dayOf(period_start)}
                </p>
                <p className="text-sm text-muted">
                  Made <Moment instant={created_at} />
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                {files.map(({ format, bytes }) => (
                  <Download key={format} id={report_id} format={format} bytes={bytes} />
                ))}
              </div>
            </li>
          ))}
        </ul>
      </div>
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button onClick={() => void query.fetchNextPage()}>Show older reports</Button>
        </div>
      )}
    </>
  );
}
