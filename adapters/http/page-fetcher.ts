import type { PageFetcher } from '../../domain/ports/page-fetcher.ts';
import { boundedBody } from '../bounded-body.ts';

/** Fetches over HTTP(S): no redirect, an answer within `timeoutMilliseconds`, body included. */
export const httpPageFetcher =
  (timeoutMilliseconds: number): PageFetcher =>
  async ({ url, method, headers, body, maximumBytes }) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    });
    const bytes = answer.body === null ? new Uint8Array() : await boundedBody(answer.body, maximumBytes);
    return { status: answer.status, header: (name) => answer.headers.get(name) ?? undefined, body: bytes };
  };
