import { z } from 'zod';
import { decodeBody } from '../../adapters/request-body.ts';

/** What collect reads of an API Gateway proxy event (REST API, payload of the Lambda proxy integration). */
const ProxyRequest = z.object({
  httpMethod: z.string(),
  headers: z.record(z.string(), z.string().optional()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

/** API Gateway takes bodies up to 10 MB, a Lambda events up to 6 MB; this is what a body may inflate to. */
export const MAXIMUM_BODY_BYTES = 6 * 1024 * 1024;

export type CollectRequest = {
  readonly method: string;
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: () => ReturnType<typeof decodeBody>;
};

/** Throws where the event is not one of API Gateway's. */
export const requestOf = (event: unknown): CollectRequest => {
  const { httpMethod, headers, body, isBase64Encoded } = ProxyRequest.parse(event);
  const byName = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return {
    method: httpMethod,
    header: (name) => byName.get(name),
    body: () => decodeBody(bytes, byName.get('content-encoding'), MAXIMUM_BODY_BYTES),
  };
};
