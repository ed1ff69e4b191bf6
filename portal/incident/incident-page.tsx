'use client';
import { useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { IncidentView } from './incident-view.tsx';

/** One incident, named by `?id=`: the export has no page an incident. */
export function IncidentPage() {
  return (
    <Suspense fallback={<Skeleton lines={6} label="Loading the incident" />}>
      <ById />
    </Suspense>
  );
}

function ById() {
  const id = useSearchParams().get('id');
  if (id !== null && id !== '') return <IncidentView key={id} id={id} />;
  return (
    <>
      <PageTitle title="No incident" />
      <Notice>This address names no incident: choose one from the list.</Notice>
    </>
  );
}
