import type { z } from 'zod';
import type { Role } from '../role.ts';

/**
 * Who may call: `public` needs no token, `optional` tells more to those who have one, `user` needs a token,
 * `tenant` needs a token and works on one tenant of its holder.
 */
export type Access = 'public' | 'optional' | 'user' | 'tenant';

type Common<A extends Access, P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType> = {
  readonly id: string;
  readonly path: `/api/v1/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: A;
  /** Empty where `access` needs no role. */
  readonly roles: readonly Role[];
  readonly params: P;
  readonly query: Q;
  readonly response: R;
  /** A response that the schema accepts; part of the document. */
  readonly example: z.input<R>;
};

/** An operation that only reads. */
export type Reading<
  A extends Access = Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  R extends z.ZodType = z.ZodType,
> = Common<A, P, Q, R> & { readonly method: 'GET' };

/** An operation that changes something. Sent again, it changes nothing more. */
export type Command<
  P extends z.ZodObject = z.ZodObject,
  B extends z.ZodObject = z.ZodObject,
  R extends z.ZodType = z.ZodType,
> = Common<'tenant', P, z.ZodObject, R> & {
  readonly method: 'POST';
  /** Where the work goes on after the answer; otherwise 200. */
  readonly status?: 202;
  /** What the JSON of the body must be: an object with these members and no others. */
  readonly body: B;
  readonly bodyExample: z.input<B>;
  /** When it answers 409. */
  readonly conflict?: string;
};

/** One operation of the API: what goes in, what comes out, who may call it. */
export type Operation = Reading | Command;

/** Keeps the types of an operation's schemas. */
export const operation = <A extends Access, P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  definition: Reading<A, P, Q, R>,
): Reading<A, P, Q, R> => definition;

/** Keeps the types of a command's schemas. */
export const command = <P extends z.ZodObject, B extends z.ZodObject, R extends z.ZodType>(
  definition: Command<P, B, R>,
): Command<P, B, R> => definition;
