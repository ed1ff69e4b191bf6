'use client';
import { useIncidents } from '../api/queries.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Failure, Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Attention } from './attention.tsx';
import { Filters } from './filters.tsx';
import { IncidentTable } from './incident-table.tsx';
import { useFilters } from './use-filters.ts';
import { useNewcomers } from './use-newcomers.ts';

/** The incidents of the tenant, newest first; they come by themselves. */
export function IncidentsPage() {
  const [filters, setFilters] = useFilters();
  const query = useIncidents(filters.query);
  const incidents = query.data?.pages.flatMap(({ items }) => items);
  const newcomers = useNewcomers(incidents, filters.key);
  return (
    <>
      <PageTitle title="Incidents">
        <Live failing={query.isError} />
      </PageTitle>
      <Attention />
      <Filters filters={filters} onChange={setFilters} />
      <p role="status" className="sr-only">
        {newcomers.size > 0 && `${newcomers.size} new`}
      </p>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {incidents === undefined && query.isError && (
          <div className="p-4">
            <Failure error={query.error} retry={() => void query.refetch()} />
          </div>
        )}
        {incidents === undefined && !query.isError && (
          <div className="p-5">
            <Skeleton lines={6} label="Loading incidents" />
          </div>
        )}
        {incidents?.length === 0 && (
          <Empty title={filters.none ? 'No incidents' : 'No incident fits these filters'}>
            {filters.none
              ? 'Nothing has been detected for this tenant. New incidents appear here by themselves.'
              : 'Take a filter away to see more.'}
          </Empty>
        )}
        {incidents !== undefined && incidents.length > 0 && (
          <IncidentTable incidents={incidents} newcomers={newcomers} />
        )}
      </div>
      {query.isError && incidents !== undefined && (
        <div className="mt-4">
          <Notice look="warn">
            The list is not up to date: the service does not answer. It is asked again by itself.
          </Notice>
        </div>
      )}
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? 'Loading …' : 'Show older incidents'}
          </Button>
        </div>
      )}
    </>
  );
}

function Live({ failing }: { readonly failing: boolean }) {
  return (
    <p className="flex items-center gap-2 text-sm text-muted">
      <span aria-hidden="true" className={failing ? 'size-2 rounded-full bg-danger' : 'size-2 rounded-full bg-good'} />
      {failing ? 'Not connected; trying again' : 'Live; all times are UTC'}
    </p>
  );
}
