import type { z } from 'zod';
import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Caller } from './caller.ts';
import type { Command, Operation, Reading } from './contract/operation.ts';
import type { Principal } from './principal.ts';
import { fieldErrorsOf, invalid, type Problem, problem } from './problem.ts';
import type { Services } from './services.ts';

/** A request's variable parts, not yet checked. */
export type RouteInput = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The JSON of a command's body. */
  readonly body?: unknown;
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
  readonly body: unknown;
  readonly now: number;
};

const checkedRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Operation & { readonly params: P; readonly query: Q; readonly response: R },
  handle: (request: Checked<P, Q>, caller: Caller, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route => ({
  operation,
  run: async (input, caller, services) => {
    const params = operation.params.safeParse(input.params);
    if (!params.success)
      return fail(problem('not-found', `Nothing has this id: ${fieldErrorsOf(params.error)[0]?.reason}.`));
    const query = operation.query.safeParse(input.query);
    if (!query.success) return fail(invalid(fieldErrorsOf(query.error)));
    const request = { params: params.data, query: query.data, body: input.body, now: input.now };
    const outcome = await handle(request, caller, services);
    // What the contract does not name does not leave.
    return outcome.ok ? ok(operation.response.parse(outcome.value)) : outcome;
  },
});

/** A route that works on one tenant. */
export const tenantRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Reading<'tenant', P, Q, R>,
  handle: (tenant: TenantId, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route =>
  checkedRoute(operation, (request, caller, services) => {
    if (caller.kind !== 'tenant') throw new Error(`${operation.id} was called without a tenant`);
    return handle(caller.tenant, request, services);
  });

/** What a person wants changed, checked. */
export type Commanded<B extends z.ZodObject> = {
  readonly body: z.output<B>;
  readonly principal: Principal;
  readonly now: number;
};

/** A route that changes something of one tenant. */
export const commandRoute = <P extends z.ZodObject, B extends z.ZodObject, R extends z.ZodType>(
  operation: Command<P, B, R>,
  handle: (tenant: TenantId, request: Commanded<B>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route =>
  checkedRoute(operation, async ({ body: sent, now }, caller, services) => {
    if (caller.kind !== 'tenant') throw new Error(`${operation.id} was called without a tenant`);
    const body = operation.body.safeParse(sent);
    if (!body.success) return fail(invalid(fieldErrorsOf(body.error)));
    return handle(caller.tenant, { body: body.data, principal: caller.principal, now }, services);
  });

/** A route for everybody who has a token. */
export const userRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Reading<'user', P, Q, R>,
  handle: (principal: Principal, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route =>
  checkedRoute(operation, (request, caller, services) => {
    if (caller.kind === 'anonymous') throw new Error(`${operation.id} was called without a principal`);
    return handle(caller.principal, request, services);
  });

/** A route for everybody. */
export const openRoute = <P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  operation: Reading<'public' | 'optional', P, Q, R>,
  handle: (caller: Caller, request: Checked<P, Q>, services: Services) => Promise<Result<z.input<R>, Problem>>,
): Route => checkedRoute(operation, (request, caller, services) => handle(caller, request, services));
