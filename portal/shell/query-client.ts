import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/failure.ts';

/** Answers are never kept beyond the tab; what may pass by itself is asked for again twice. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        retry: (count, error) => error instanceof ApiFailure && error.passing && count < 2,
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { retry: false },
    },
  });
