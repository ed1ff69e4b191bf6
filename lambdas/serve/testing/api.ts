import type { TokenKeys } from '../../../adapters/cognito/token-keys.ts';
import { cognitoTokenVerifier } from '../../../adapters/cognito/token-verifier.ts';
import { type AccessRecord, brokerOf } from '../../../domain/serve/broker.ts';
import type { Operation } from '../../../domain/serve/contract/operation.ts';
import { operations } from '../../../domain/serve/contract/operations.ts';
import { ProblemDocument } from '../../../domain/serve/problem.ts';
import type { Services } from '../../../domain/serve/services.ts';
import { serveHandler } from '../handler.ts';
import { NOW } from './records.ts';
import type { Done } from './response-services.ts';
import { type Asked, testServices } from './services.ts';
import { CLIENT, claimsOf, POOL, signingKey } from './tokens.ts';

export const ORIGIN = 'https://portal.bank.example';
export const poolKey = signingKey('pool-key');

/** A token of the pool. */
export const tokenFor = (...groups: string[]): string => poolKey.token(claimsOf(groups));
export const ANALYST = tokenFor('tenant/acme-bank', 'role/analyst');
export const APPROVER = tokenFor('tenant/acme-bank', 'role/tenant-approver');

export type Call = {
  readonly token?: string;
  readonly method?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};
export type Answer = { status: number; headers: Record<string, unknown>; text: string; json: unknown };
export type TestApi = {
  get: (path: string, call?: Call) => Promise<Answer>;
  /** A body that is no text is sent as JSON. */
  post: (path: string, body: unknown, call?: Call) => Promise<Answer>;
  asked: Asked;
  done: Done;
  errors: { error: unknown; requestId: string }[];
  records: AccessRecord[];
  keyFetches: () => number;
};

const responseSchemaOf = (method: string, path: string) =>
  Object.values<Operation>(operations).find(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )?.response;

/** The serve Lambda over in-memory stores and a real verifier with keys of its own; checks every answer against the contract. */
export const testApi = async (changes: Partial<Services> = {}, keys?: TokenKeys): Promise<TestApi> => {
  const { services, asked, done } = await testServices();
  const errors: TestApi['errors'] = [];
  const records: AccessRecord[] = [];
  let fetches = 0;
  const jwks = new TextEncoder().encode(JSON.stringify({ keys: [poolKey.jwk] }));
  const verifier = cognitoTokenVerifier({
    userPoolId: POOL,
    clientIds: [CLIENT],
    keys:
      keys ??
      (async () => {
        fetches++;
        return jwks.buffer;
      }),
    onRejected: () => {},
  });
  const broker = brokerOf({
    services: { ...services, ...changes },
    verifier,
    allowedOrigins: [ORIGIN],
    clock: () => NOW,
    onAccess: (record) => records.push(record),
    onInternalError: (error, requestId) => errors.push({ error, requestId }),
  });
  const handler = serveHandler({ broker, count() {} });
  const get: TestApi['get'] = async (path, { token, method = 'GET', query = {}, headers = {}, body } = {}) => {
    const result = await handler({
      httpMethod: method,
      path,
      headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...headers },
      multiValueQueryStringParameters: Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
      ),
      body: body ?? null,
      requestContext: { requestId: 'request-1', authorizer: { claims: { 'cognito:groups': 'tenant/globex-bank' } } },
    });
    const json: unknown = result.body === '' ? undefined : JSON.parse(result.body);
    if (result.statusCode === 200 || result.statusCode === 202) responseSchemaOf(method, path)?.parse(json);
    else if (result.statusCode !== 204) ProblemDocument.strict().parse(json);
    return { status: result.statusCode, headers: result.headers ?? {}, text: result.body, json };
  };
  const post: TestApi['post'] = (path, body, call = {}) =>
    get(path, {
      ...call,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...call.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { get, post, asked, done, errors, records, keyFetches: () => fetches };
};
