import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from './contract/operation.ts';
import { operations } from './contract/operations.ts';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';

const all = Object.values<Operation>(operations);
const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
);

describe('the OpenAPI document', () => {
  it('has every operation, and nothing else', () => {
    expect(documented.toSorted()).toEqual(all.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('is served by a route for every operation, and by no other', () => {
    expect(Object.keys(routes).toSorted()).toEqual(Object.keys(operations).toSorted());
    for (const [name, route] of Object.entries(routes)) {
      expect(route.operation).toBe(Object.entries<Operation>(operations).find(([key]) => key === name)?.[1]);
    }
  });

  it('names every operation once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(all.map((operation) => [operation.id, operation] as const))(
    'has an example of %s that the contract accepts',
    (_, operation) => {
      expect(operation.response.parse(operation.example)).toEqual(operation.example);
    },
  );

  it.each(all.map((operation) => [operation.id, operation] as const))(
    'describes every parameter of %s in its path',
    (_, { path, params }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params.shape)).toEqual(inPath);
    },
  );

  it('resolves every reference', () => {
    const text = JSON.stringify(openApiDocument());
    const schemas = Object.keys(openApiDocument().components?.schemas ?? {});
    const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(10);
    expect(schemas).toEqual(expect.arrayContaining([...new Set(references)]));
    expect(openApiDocument().openapi).toBe('3.1.0');
  });

  it('says which operations need a token: all but health, the document', () => {
    const open = all.filter(({ access }) => access === 'public' || access === 'optional').map(({ id }) => id);
    expect(open.toSorted()).toEqual(['health-get', 'openapi-get']);
    for (const { access, roles, id } of all) if (access === 'tenant') expect(roles.length, id).toBeGreaterThan(0);
  });

  const commands = all.flatMap((operation) => (operation.method === 'POST' ? [operation] : []));

  it.each(commands.map((command) => [command.id, command] as const))(
    'says what %s takes, with an example that the contract accepts, and takes nothing else',
    (_, { path, body, bodyExample }) => {
      expect(body.parse(bodyExample)).toEqual(bodyExample);
      expect(body.safeParse({ ...bodyExample, tenant: 'other-bank' }).success).toBe(false);
      expect(openApiDocument().paths?.[path]).toMatchObject({
        post: {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } },
          },
          responses: { 403: {}, 404: {}, 413: {}, 415: {} },
        },
      });
    },
  );

  it('lets nobody but approvers change anything; hunts read', () => {
    const hunts = ['hunt-cancel', 'hunt-start'];
    const changing = commands.filter(({ id }) => !hunts.includes(id));
    expect(changing.map(({ id }) => id).toSorted()).toEqual(['action-rollback', 'automation-set', 'playbook-approve']);
    for (const { roles } of changing) expect(roles).toEqual(['tenant-approver']);
    expect(commands).toHaveLength(changing.length + hunts.length);
  });

  it('takes no parameter that it does not name', () => {
    for (const { query, id } of all) {
      expect(query.safeParse({ 'x-unknown': '1' }).error, id).toBeInstanceOf(z.ZodError);
    }
  });
});
