import type { z } from 'zod';
import type { Role } from '../role.ts';

/**
 * Who may call: `public` needs no token, `optional` tells more to those who have one, `user` needs a token,
 * `tenant` needs a token and works on one tenant of its holder.
 */
export type Access = 'public' | 'optional' | 'user' | 'tenant';

/** One operation of the API: what goes in, what comes out, who may call it. */
export type Operation<
  A extends Access = Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  R extends z.ZodType = z.ZodType,
> = {
  readonly id: string;
  readonly method: 'GET';
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

/** Keeps the types of an operation's schemas. */
export const operation = <A extends Access, P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  definition: Operation<A, P, Q, R>,
): Operation<A, P, Q, R> => definition;
