import { fail, ok, type Result } from '../model/result.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import type { Operation } from './contract/operation.ts';
import {
  type ApiRequest,
  type ApiResponse,
  corsHeaders,
  MAXIMUM_BODY_BYTES,
  PREFLIGHT_HEADERS,
  SECURITY_HEADERS,
} from './http.ts';
import { mayCall, selectTenant } from './principal.ts';
import { type Problem, problem } from './problem.ts';
import { type Match, routerOf } from './router.ts';
import { routes } from './routes.ts';
import type { Services } from './services.ts';

export type BrokerConfig = {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  /** Origins whose pages may read answers, for example `https://portal.example`. */
  readonly allowedOrigins: readonly string[];
  readonly clock: () => number;
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

const answer = async (request: ApiRequest, match: Match, config: BrokerConfig): Promise<Result<unknown, Problem>> => {
  if (request.bodyBytes > MAXIMUM_BODY_BYTES) {
    return fail(problem('too-large', `A request may have at most ${MAXIMUM_BODY_BYTES} bytes: send less.`));
  }
  if (match.kind === 'none') {
    return fail(problem('not-found', 'There is no such path; GET /api/v1/openapi.json lists those that exist.'));
  }
  if (match.kind === 'method') {
    const allow = match.allow.join(', ');
    return fail(problem('method-not-allowed', `This path takes ${allow}.`, {}, { allow }));
  }
  const caller = await callerOf(match.route.operation, request.headers, config.verifier);
  if (!caller.ok) return caller;
  const input = { params: match.params, query: single(request.query), now: config.clock() };
  return match.route.run(input, caller.value, config.services);
};

/** The read/write broker: a request in, a response out, whatever happens in between. */
export const brokerOf =
  (config: BrokerConfig) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const common = {
      ...SECURITY_HEADERS,
      ...corsHeaders(request.headers.origin, config.allowedOrigins),
      'x-request-id': request.id,
    };
    const match = find(request.method, request.path);
    if (request.method === 'OPTIONS' && match.kind === 'method') {
      const cors = 'access-control-allow-origin' in common ? PREFLIGHT_HEADERS : {};
      return { status: 204, headers: { ...common, ...cors, allow: match.allow.join(', ') }, body: '' };
    }
    const outcome = await answer(request, match, config).catch((error: unknown): Result<unknown, Problem> => {
      config.onInternalError(error, request.id);
      const instance = `urn:watchkeep:request:${request.id}`;
      return fail(problem('internal', 'Try again; if it stays, report the `instance`.', { instance }));
    });
    if (outcome.ok) {
      const headers = { ...common, 'content-type': 'application/json; charset=utf-8' };
      return { status: 200, headers, body: JSON.stringify(outcome.value) };
    }
    const { document, headers } = outcome.error;
    return {
      status: document.status,
      headers: { ...common, ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
      body: JSON.stringify(document),
    };
  };
