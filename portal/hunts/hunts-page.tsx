'use client';
import { useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useState } from 'react';
import { OPEN } from '../../domain/hunt/hunt.ts';
import { EVIDENCE_READERS, HUNTERS } from '../../domain/serve/role.ts';
import { useHunts } from '../api/queries.ts';
import { useHasRole } from '../shell/tenant.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Section } from '../ui/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { huntAddressOf } from './hunt-address.ts';
import { HuntForm } from './hunt-form.tsx';
import { HuntHistory } from './hunt-history.tsx';
import { HuntResult } from './hunt-result.tsx';

/** What a changed rule or a suppression would have done to the alerts of the last weeks. */
export function HuntsPage() {
  const mayRead = useHasRole(...EVIDENCE_READERS);
  return (
    <>
      <PageTitle title="Hunts" />
      <p className="-mt-2 mb-5 max-w-prose text-muted">
        See what a rule or a suppression would have done to the alerts of the last weeks, before it does it to the next.
      </p>
      {mayRead ? (
        <Suspense fallback={<Skeleton lines={6} />}>
          <Hunts />
        </Suspense>
      ) : (
        <Notice>Hunts quote log lines: approvers, analysts and administrators see them.</Notice>
      )}
    </>
  );
}

function Hunts() {
  const mayHunt = useHasRole(...HUNTERS);
  const search = useSearchParams().toString();
  const [address] = useState(() => huntAddressOf(search));
  const [shown, setShown] = useState(address.id);
  const query = useHunts();
  const hunts = query.data?.pages.flatMap(({ items }) => items);
  useEffect(() => {
    if (shown !== undefined)
      window.history.replaceState(
        window.history.state,
        '',
        `${window.location.pathname}?${new URLSearchParams({ id: shown })}`,
      );
  }, [shown]);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-3">
      {mayHunt && (
        <Section title="New preview">
          <HuntForm
            address={address}
            busy={hunts?.some(({ status }) => OPEN.includes(status)) ?? false}
            onStarted={setShown}
          />
        </Section>
      )}
      <div className={mayHunt ? 'space-y-5 lg:col-span-2' : 'space-y-5 lg:col-span-3'}>
        {shown !== undefined && <HuntResult key={shown} id={shown} />}
        <Section title="Earlier hunts">
          {hunts === undefined && query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
          {hunts === undefined && !query.isError && <Skeleton lines={3} />}
          {hunts !== undefined && (
            <HuntHistory
              hunts={hunts}
              shown={shown}
              show={setShown}
              more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
            />
          )}
        </Section>
      </div>
    </div>
  );
}
