'use client';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { SignIn } from '../sign-in/sign-in.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { newQueryClient } from './query-client.ts';
import { SignedIn } from './signed-in.tsx';
import { useSession } from './use-session.ts';

/** Around every page: nothing of a tenant is asked for before somebody is signed in. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [client] = useState(newQueryClient);
  const present = session !== undefined;
  useEffect(() => {
    if (!present) client.clear();
  }, [present, client]);

  if (session === 'unknown') {
    return (
      <main className="mx-auto max-w-6xl p-6">
        <h1 className="sr-only">Watchkeep</h1>
        <Skeleton lines={4} />
      </main>
    );
  }
  if (session === undefined) return <SignIn />;
  return (
    <QueryClientProvider client={client}>
      <SignedIn>{children}</SignedIn>
    </QueryClientProvider>
  );
}
