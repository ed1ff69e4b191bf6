import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Operation } from './contract/operation.ts';
import { operations } from './contract/operations.ts';
import { ProblemDocument } from './problem.ts';

const TenantHeader = z.object({
  'X-Tenant': z.string().optional().meta({ description: 'One of your tenants; needed where you have several.' }),
});

/** The error statuses that an operation can answer with. */
const errorsOf = (operation: Operation): Readonly<Record<string, string>> => ({
  400: 'A parameter, the body, the cursor or the tenant is missing or wrong; `errors` lists the fields.',
  ...(operation.access !== 'public' && { 401: 'The token is missing where one is needed, expired or not valid.' }),
  ...(operation.access === 'tenant' && { 403: 'None of your roles may call this.' }),
  ...((operation.access === 'tenant' || operation.path.includes('{')) && { 404: 'Not there, or not yours.' }),
  ...(operation.method === 'POST' && operation.conflict !== undefined && { 409: operation.conflict }),
  413: 'The request is larger than 64 kB.',
  ...(operation.method === 'POST' && { 415: 'The body is not JSON in UTF-8.' }),
  429: 'Too many requests; `Retry-After` says when to try again.',
  500: 'Our fault; `instance` names the occurrence.',
  503: 'A part that this needs does not answer; try again.',
});

const successOf = (operation: Operation): number => (operation.method === 'POST' ? (operation.status ?? 200) : 200);

const build = () => {
  const registry = new OpenAPIRegistry();
  const problem = { 'application/problem+json': { schema: ProblemDocument } };
  const bearer = registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Id token of the Cognito user pool.',
  });
  for (const operation of Object.values<Operation>(operations)) {
    const errors = Object.entries(errorsOf(operation));
    registry.registerPath({
      method: operation.method === 'POST' ? 'post' : 'get',
      path: operation.path,
      operationId: operation.id,
      tags: [operation.tag],
      summary: operation.summary,
      description: [operation.description, operation.roles.length > 0 && `Roles: ${operation.roles.join(', ')}.`]
        .filter(Boolean)
        .join(' '),
      security:
        operation.access === 'public'
          ? []
          : operation.access === 'optional'
            ? [{}, { [bearer.name]: [] }]
            : [{ [bearer.name]: [] }],
      request: {
        params: operation.params,
        query: operation.query,
        ...(operation.access === 'tenant' && { headers: TenantHeader }),
        ...(operation.method === 'POST' && {
          body: {
            required: true,
            content: { 'application/json': { schema: operation.body, example: operation.bodyExample } },
          },
        }),
      },
      responses: {
        [successOf(operation)]: {
          description: operation.summary,
          content: { 'application/json': { schema: operation.response, example: operation.example } },
        },
        ...Object.fromEntries(errors.map(([status, description]) => [status, { description, content: problem }])),
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Watchkeep API',
      version: '1.0.0',
      description: 'The one broker for portal, dashboards and analysts. Errors are RFC 9457 problem documents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
  });
};

let document: ReturnType<typeof build> | undefined;

/** The OpenAPI 3.1 document of all operations; built once. */
export const openApiDocument = (): ReturnType<typeof build> => {
  document ??= build();
  return document;
};
