import { z } from 'zod';

/** An error response, RFC 9457. */
export const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** What was wrong and what to do. */
    detail: z.string(),
    /** Names this occurrence in the log; internal errors only. */
    instance: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof ProblemDocument>;
export type FieldError = { readonly field: string; readonly reason: string };

const PROBLEMS = {
  validation: [400, 'The request has invalid parts'],
  cursor: [400, 'The cursor is not valid'],
  'tenant-required': [400, 'The request names no tenant'],
  unauthenticated: [401, 'No valid token'],
  forbidden: [403, 'Your roles do not allow this'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  conflict: [409, 'The state of things does not allow this'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The body has a type that is not read here'],
  throttled: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'A part that this needs does not answer'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemName = keyof typeof PROBLEMS;

/** A problem on its way out, with the headers that its status needs. */
export type Problem = { readonly document: ProblemDocument; readonly headers?: Readonly<Record<string, string>> };

/** `detail`: a sentence that says what to do; never a secret, never another tenant's data. */
export const problem = (
  name: ProblemName,
  detail: string,
  more: Pick<ProblemDocument, 'errors' | 'instance'> = {},
  headers?: Readonly<Record<string, string>>,
): Problem => {
  const [status, title] = PROBLEMS[name];
  return {
    document: { type: `urn:watchkeep:problem:${name}`, title, status, detail, ...more },
    ...(headers && { headers }),
  };
};

/** The fields that a schema refused, at most 20, with its reasons. */
export const fieldErrorsOf = (error: z.ZodError): FieldError[] =>
  error.issues
    .slice(0, 20)
    .flatMap((issue): FieldError[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 20).map((key) => ({ field: key.slice(0, 100), reason: 'is not known to this operation' }))
        : [{ field: issue.path.join('.') || 'request', reason: issue.message }],
    );

export const invalid = (errors: FieldError[]): Problem =>
  problem('validation', 'Correct the fields listed under `errors` and send the request again.', { errors });
