'use client';
import type { ReactNode } from 'react';
import { useMe } from '../api/queries.ts';
import { end } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Header } from './header.tsx';
import { StopBanner } from './stop-banner.tsx';
import { TenantProvider } from './tenant.tsx';

function Alone({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto max-w-xl space-y-4 p-6">
      <h1 className="text-2xl font-semibold">Watchkeep</h1>
      {children}
      <Button onClick={() => void end()}>Sign out</Button>
    </main>
  );
}

/** Who the reader is comes first: the tenants of the token decide what can be shown. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  if (me.isError && !me.data) {
    return (
      <Alone>
        <Failure error={me.error} retry={() => void me.refetch()} />
      </Alone>
    );
  }
  if (!me.data) {
    return (
      <main className="mx-auto max-w-6xl p-6">
        <h1 className="sr-only">Watchkeep</h1>
        <Skeleton lines={4} />
      </main>
    );
  }
  const none = (
    <Alone>
      <Notice look="warn" title="You are assigned to no tenant">
        Ask an administrator to assign you to one, then sign in again.
      </Notice>
    </Alone>
  );
  return (
    <TenantProvider me={me.data} none={none}>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-surface focus:p-3">
        Skip to content
      </a>
      <Header />
      <StopBanner />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl px-4 py-6 outline-none sm:px-6 lg:px-8">
        {children}
      </main>
    </TenantProvider>
  );
}
