import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Operation } from '../../domain/serve/contract/operation.ts';
import { operations } from '../../domain/serve/contract/operations.ts';
import type { Role } from '../../domain/serve/role.ts';
import { type MockRequest, mockAnswer } from './mock-answers.ts';
import { cognitoAnswer } from './mock-cognito.ts';
import type { MockState } from './mock-state.ts';
import { USERS } from './mock-users.ts';

type Answer = { readonly status: number; readonly body: unknown };

const problem = (status: number, detail: string): Answer => ({
  status,
  body: { type: 'urn:watchkeep:problem:mock', title: 'Mock', status, detail },
});

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  request.method === 'POST' ? z.record(z.string(), z.unknown()).parse(await json(request)) : {};

const allOperations = Object.values<Operation>(operations);

const matching = (method: string, path: string) => {
  for (const operation of allOperations) {
    const pattern = operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found && operation.method === method) return { operation, params: found.groups ?? {} };
  }
  return undefined;
};

const answer = async (state: MockState, request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://mock.invalid');
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string')
    return cognitoAnswer(state.cognito, target.split('.')[1] ?? '', await bodyOf(request));
  const username = Buffer.from(request.headers.authorization?.slice('Bearer '.length) ?? '', 'base64url').toString();
  const user = USERS[username];
  if (!user) return problem(401, 'The token is not valid here: log in again.');
  const found = matching(request.method ?? 'GET', url.pathname.replace(/^\/v1/, ''));
  if (!found) return problem(404, 'There is no such operation.');
  const { operation } = found;
  const roles: readonly Role[] = operation.roles;
  if (roles.length > 0 && !roles.some((role) => user.roles.includes(role))) {
    return problem(403, `This needs one of the roles ${roles.join(', ')}.`);
  }
  const header = request.headers['x-tenant'];
  const tenant = user.tenants.find((id) => id === header) ?? (header === undefined ? user.tenants[0] : undefined);
  if (tenant === undefined) return problem(404, 'There is no such thing here: check the id and the header X-Tenant.');
  const params = Object.fromEntries(
    Object.entries(found.params).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
  );
  const asked: MockRequest = {
    state,
    tenant,
    username,
    user,
    params,
    query: url.searchParams,
    body: await bodyOf(request),
  };
  const result = mockAnswer(operation.id, asked);
  if ('problem' in result) return problem(result.problem, result.detail);
  // What the mock invents must be what the contract says.
  const status = (operation.method === 'POST' && operation.status) || 200;
  return { status, body: operation.response.parse(result.body) };
};

/** The API and Cognito with invented answers, for work on the portal without a platform. */
export const mockApi = (state: MockState): Server =>
  createServer((request, response) => {
    void answer(state, request)
      .catch((error: unknown) => problem(500, `The mock failed: ${error instanceof Error ? error.message : error}`))
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(body));
      });
  });
