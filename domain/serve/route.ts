import type { z } from 'zod';
import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Caller } from './caller.ts';
import type { Access, Operation } from './contract/operation.ts';
import type { Principal } from './principal.ts';
import { fieldErrorsOf, invalid, type Problem, problem } from './problem.ts';
import type { Services } from './services.ts';

/** A request's variable parts, not yet checked. */
export type RouteInput = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** An operation with the code that serves it, its types closed over. */
export type Route = {
  readonly operation: Operation;
  readonly run: (input: RouteInput, caller: Caller, services: Services) => Promise<Result<unknown, Problem>>;
};

type Checked<P extends z.ZodType, Q extends z.ZodType> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly now: number;
};

type Definition<A extends Access, P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType> = Operation<
  A,
  P,
  Q,
  R
>;

const checkedRoute = <A extends Access, P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Definition<A, P, Q, R>,
  handle: (request: Checked<P, Q>, caller: Caller, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route => ({
  operation,
  run: async (input, caller, services) => {
    const params = operation.params.safeParse(input.params);
    if (!params.success)
      return fail(problem('not-found', `Nothing has this id: ${fieldErrorsOf(params.error)[0]?.reason}.`));
    const query = operation.query.safeParse(input.query);
    if (!query.success) return fail(invalid(fieldErrorsOf(query.error)));
    const outcome = await handle({ params: params.data, query: query.data, now: input.now }, caller, services);
    // What the contract does not name does not leave.
    return outcome.ok ? ok(operation.response.parse(outcome.value)) : outcome;
  },
});

/** A route that works on one tenant. */
export const tenantRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Definition<'tenant', P, Q, R>,
  handle: (tenant: TenantId, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route =>
  checkedRoute(operation, (request, caller, services) => {
    if (caller.kind !== 'tenant') throw new Error(`${operation.id} was called without a tenant`);
    return handle(caller.tenant, request, services);
  });

/** A route for everybody who has a token. */
export const userRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Definition<'user', P, Q, R>,
  handle: (principal: Principal, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route =>
  checkedRoute(operation, (request, caller, services) => {
    if (caller.kind === 'anonymous') throw new Error(`${operation.id} was called without a principal`);
    return handle(caller.principal, request, services);
  });

/** A route for everybody. */
export const openRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Definition<'public' | 'optional', P, Q, R>,
  handle: (caller: Caller, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route => checkedRoute(operation, (request, caller, services) => handle(caller, request, services));
