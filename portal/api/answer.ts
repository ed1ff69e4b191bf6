import './jitless.ts';
import { z } from 'zod';
import { ApiFailure } from './failure.ts';

const Problem = z.object({ title: z.string(), detail: z.string().optional() });

const WITHOUT_DETAIL: Readonly<Record<number, string>> = {
  401: 'Your session has ended: sign in again.',
  403: 'Your role does not allow this.',
  404: 'There is no such thing here, or it belongs to another tenant.',
  429: 'Too many requests at once: this page asks again in a moment.',
  502: 'The service behind this page does not answer: try again in a moment.',
  503: 'A part that this page needs does not answer: try again in a moment.',
  504: 'The service took too long to answer: try again in a moment.',
};

/** The failure of a response that is not 2xx; its body may be a problem (RFC 9457) or anything else. */
export const failureOf = (status: number, body: string): ApiFailure => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A proxy's page, perhaps.
  }
  const problem = Problem.safeParse(parsed).data;
  return new ApiFailure(
    status,
    problem?.detail ?? problem?.title ?? WITHOUT_DETAIL[status] ?? `The service answered with the error ${status}.`,
  );
};

/**
 * The body of a success as its schema has it.
 * @throws ApiFailure where it is something else
 */
export const parsedAs = <S extends z.ZodType>(schema: S, body: string): z.output<S> => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new ApiFailure(500, 'The answer of the service is not JSON: the portal and the service do not fit together.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'its top';
  throw new ApiFailure(
    500,
    `The answer of the service has an unexpected form at ${where}: reload the page to get the newest portal.`,
  );
};
