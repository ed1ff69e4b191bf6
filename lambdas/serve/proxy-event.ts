import { z } from 'zod';
import type { ApiRequest } from '../../domain/serve/http.ts';

/** What counts of an API Gateway REST proxy event. Whatever else it carries, the authorizer's claims too, is not believed. */
export const ProxyEvent = z.object({
  httpMethod: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string().optional()).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(z.string()).optional()).nullish(),
  multiValueQueryStringParameters: z.record(z.string(), z.array(z.string()).optional()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string() }),
});
export type ProxyEvent = z.infer<typeof ProxyEvent>;

/** A header sent twice with different values has no value that could be believed. */
const headersOf = ({ headers, multiValueHeaders }: ProxyEvent): Record<string, string> => {
  const single = Object.entries(headers ?? {}).map(
    ([name, value]) => [name, value === undefined ? [] : [value]] as const,
  );
  const many = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values ?? []] as const);
  const merged = new Map<string, Set<string>>();
  for (const [name, values] of many.length > 0 ? many : single) {
    const known = merged.get(name.toLowerCase()) ?? new Set();
    for (const value of values) known.add(value);
    merged.set(name.toLowerCase(), known);
  }
  return Object.fromEntries([...merged].map(([name, values]) => [name, [...values].join(', ')]));
};

/** The stage's trailing slash and doubled slashes are not paths of ours: they find no route. */
export const apiRequestOf = (event: ProxyEvent): ApiRequest => ({
  id: event.requestContext.requestId,
  method: event.httpMethod.toUpperCase(),
  path: event.path,
  headers: headersOf(event),
  query: Object.fromEntries(
    Object.entries(event.multiValueQueryStringParameters ?? {}).map(([name, values]) => [name, values ?? []]),
  ),
  body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
});
