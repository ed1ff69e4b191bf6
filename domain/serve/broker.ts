import { fail, ok, type Result } from '../model/result.ts';
import { NotAvailable } from '../ports/not-available.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import type { Operation } from './contract/operation.ts';
import {
  type ApiRequest,
  type ApiResponse,
  corsHeaders,
  isTooLarge,
  MAXIMUM_BODY_BYTES,
  PREFLIGHT_HEADERS,
  SECURITY_HEADERS,
} from './http.ts';
import { jsonBody } from './json-body.ts';
import { mayCall, selectTenant } from './principal.ts';
import { invalid, type Problem, problem } from './problem.ts';
import { type Match, routerOf } from './router.ts';
import { routes } from './routes.ts';
import type { Services } from './services.ts';

/** Who asked for what and what came of it; never what was searched for. */
export type AccessRecord = {
  readonly requestId: string;
  readonly status: number;
  readonly operation?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly tenant?: string;
};

export type BrokerConfig = {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  /** Origins whose pages may read answers, for example `https://portal.example`. */
  readonly allowedOrigins: readonly string[];
  readonly clock: () => number;
  /** Gets a record of every request: reading evidence is itself evidence. */
  readonly onAccess: (record: AccessRecord) => void;
  /** Gets what went wrong inside, with the id that the caller was told. */
  readonly onInternalError: (error: unknown, requestId: string) => void;
};

const find = routerOf(Object.values(routes));

/** Roles are checked before the tenant: a role that is too small learns nothing about tenants. */
const callerOf = async (
  { access, roles }: Operation,
  headers: ApiRequest['headers'],
  verifier: TokenVerifier,
): Promise<Result<Caller, Problem>> => {
  const token = headers.authorization;
  if (access === 'public' || (access === 'optional' && token === undefined)) return ok({ kind: 'anonymous' });
  const principal = await authenticate(token, verifier);
  if (!principal.ok) return principal;
  if (!mayCall(principal.value, roles)) {
    return fail(problem('forbidden', `This needs one of the roles ${roles.join(', ')}: ask an administrator for it.`));
  }
  if (access !== 'tenant') return ok({ kind: 'user', principal: principal.value });
  const tenant = selectTenant(principal.value, headers['x-tenant']);
  return tenant.ok ? ok({ kind: 'tenant', principal: principal.value, tenant: tenant.value }) : tenant;
};

const single = (query: ApiRequest['query']): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );

type Answered = { readonly outcome: Result<unknown, Problem>; readonly caller?: Caller };

const refused = (match: Exclude<Match, { kind: 'route' }>): Problem => {
  if (match.kind === 'none') {
    return problem('not-found', 'There is no such path; GET /api/v1/openapi.json lists those that exist.');
  }
  const allow = match.allow.join(', ');
  return problem('method-not-allowed', `This path takes ${allow}.`, {}, { allow });
};

const answer = async (request: ApiRequest, match: Match, config: BrokerConfig): Promise<Answered> => {
  if (request.body.byteLength > MAXIMUM_BODY_BYTES) {
    return {
      outcome: fail(problem('too-large', `A request may have at most ${MAXIMUM_BODY_BYTES} bytes: send less.`)),
    };
  }
  if (match.kind !== 'route') return { outcome: fail(refused(match)) };
  const caller = await callerOf(match.route.operation, request.headers, config.verifier);
  if (!caller.ok) return { outcome: caller };
  const body = match.route.operation.method === 'POST' ? jsonBody(request) : ok(undefined);
  if (!body.ok) return { outcome: body, caller: caller.value };
  const input = { params: match.params, query: single(request.query), body: body.value, now: config.clock() };
  try {
    return { outcome: await match.route.run(input, caller.value, config.services), caller: caller.value };
  } catch (error) {
    return { outcome: fail(internal(error, request.id, config)), caller: caller.value };
  }
};

const internal = (error: unknown, requestId: string, { onInternalError }: BrokerConfig): Problem => {
  onInternalError(error, requestId);
  if (error instanceof NotAvailable) return problem('unavailable', error.message, {}, { 'retry-after': '1' });
  const instance = `urn:watchkeep:request:${requestId}`;
  return problem('internal', 'Try again; if it stays, report the `instance`.', { instance });
};

const bounded = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.slice(0, 200)]));

const recordOf = (requestId: string, status: number, match: Match, caller: Caller | undefined): AccessRecord => ({
  requestId,
  status,
  ...(match.kind === 'route' && { operation: match.route.operation.id, params: bounded(match.params) }),
  ...(caller && caller.kind !== 'anonymous' && { subject: caller.principal.subject }),
  ...(caller?.kind === 'tenant' && { tenant: caller.tenant }),
});

/** 202 where the work goes on after the answer. */
const successOf = (match: Match): number =>
  (match.kind === 'route' && match.route.operation.method === 'POST' && match.route.operation.status) || 200;

const textOf = (answer: unknown): Result<string, Problem> => {
  const text = JSON.stringify(answer);
  if (!isTooLarge(text)) return ok(text);
  return fail(invalid([{ field: 'limit', reason: 'the answer would be larger than 6 MB: ask for fewer items' }]));
};

/** The path at which monitors ask for health without knowing the API. */
const HEALTH_ALIAS = '/health';

/** The read/write broker: a request in, a response out, whatever happens in between. */
export const brokerOf =
  (config: BrokerConfig) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const common = {
      ...SECURITY_HEADERS,
      ...corsHeaders(request.headers.origin, config.allowedOrigins),
      'x-request-id': request.id,
    };
    const match = find(request.method, request.path === HEALTH_ALIAS ? routes.healthGet.operation.path : request.path);
    if (request.method === 'OPTIONS' && match.kind === 'method') {
      const cors = 'access-control-allow-origin' in common ? PREFLIGHT_HEADERS : {};
      return { status: 204, headers: { ...common, ...cors, allow: match.allow.join(', ') }, body: '' };
    }
    const { outcome, caller } = await answer(request, match, config).catch(
      (error: unknown): Answered => ({ outcome: fail(internal(error, request.id, config)) }),
    );
    const written = outcome.ok ? textOf(outcome.value) : outcome;
    config.onAccess(recordOf(request.id, written.ok ? successOf(match) : written.error.document.status, match, caller));
    if (written.ok) {
      const headers = { ...common, 'content-type': 'application/json; charset=utf-8' };
      return { status: successOf(match), headers, body: written.value };
    }
    const { document, headers } = written.error;
    return {
      status: document.status,
      headers: { ...common, ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
      body: JSON.stringify(document),
    };
  };
