import { createServer, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { putAccessRoles } from './access-roles.ts';
import { openSearchClient, replicasAt, urlOf } from './client.ts';
import { putLifecyclePolicy } from './lifecycle-policy.ts';

type Call = { readonly method: string; readonly path: string; readonly body: unknown };

const retention = { closeAfterDays: 7, deleteAfterDays: 30 };
const access = { writers: ['arn:writer'], readers: ['arn:reader'] };
let server: Server | undefined;

/** What the plugins of the managed service answer; the local server has none of them. */
const service = async (statusOf: (method: string, path: string) => number) => {
  const calls: Call[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = '', url: path = '' } = request;
    const bytes = Buffer.concat(chunks);
    calls.push({ method, path, body: bytes.length === 0 ? undefined : JSON.parse(gunzipSync(bytes).toString('utf8')) });
    response.writeHead(statusOf(method, path), { 'content-type': 'application/json' }).end('{}');
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const OPENSEARCH_ENDPOINT = `http://127.0.0.1:${port}`;
  return { client: openSearchClient({ OPENSEARCH_ENDPOINT, INDEX_PREFIX: 'soc', AWS_REGION: 'x' }), calls };
};
afterEach(() => server?.close());

describe('Index State Management', () => {
  it('gets the policy once', async () => {
    const { client, calls } = await service((method) => (method === 'GET' ? 404 : 201));
    expect(await putLifecyclePolicy(client, ['soc-logs-*'], retention)).toBe('created');
    expect(calls.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/_plugins/_ism/policies/watchkeep-daily',
      body: { policy: { default_state: 'hot', ism_template: [{ index_patterns: ['soc-logs-*'] }] } },
    });
  });

  it('keeps a policy that is there', async () => {
    const { client, calls } = await service(() => 200);
    expect(await putLifecyclePolicy(client, ['soc-logs-*'], retention)).toBe('exists');
    expect(calls).toHaveLength(1);
  });

  it('fails where it may not ask', async () => {
    const { client } = await service(() => 403);
    await expect(putLifecyclePolicy(client, ['soc-logs-*'], retention)).rejects.toThrow();
  });
});

describe('fine-grained access control', () => {
  it('maps the roles of writers and readers to what they need', async () => {
    const { client, calls } = await service(() => 200);
    expect(await putAccessRoles(client, 'soc', access)).toBe('put');
    const puts = calls.filter(({ method }) => method === 'PUT');
    expect(puts.map(({ path }) => path)).toEqual(
      [
        'roles/watchkeep_writer',
        'rolesmapping/watchkeep_writer',
        'roles/watchkeep_reader',
        'rolesmapping/watchkeep_reader',
      ].map((path) => `/_plugins/_security/api/${path}`),
    );
    expect(puts[2]?.body).toMatchObject({ index_permissions: [{ allowed_actions: ['read'] }] });
    expect(puts[3]?.body).toEqual({ backend_roles: ['arn:reader'] });
  });

  it('has nothing to do where the plugin is absent', async () => {
    const { client, calls } = await service(() => 400);
    expect(await putAccessRoles(client, 'soc', access)).toBe('absent');
    expect(calls).toHaveLength(1);
  });
});

describe('the endpoint', () => {
  it.each([
    ['127.0.0.1:9200', 'http://127.0.0.1:9200/', 0],
    ['http://localhost:9200', 'http://localhost:9200/', 0],
    ['vpc-soc.eu-central-1.es.amazonaws.com', 'https://vpc-soc.eu-central-1.es.amazonaws.com/', 1],
  ])('%s is reached at %s', (endpoint, url, replicas) => {
    expect(urlOf(endpoint).href).toBe(url);
    expect(replicasAt(endpoint)).toBe(replicas);
  });
});
