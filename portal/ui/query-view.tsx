import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
};

/** Loading, failed or there; what is there stays in view while asking again fails. */
export function QueryView<T>({ query, lines = 3, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
