import { randomBytes } from 'node:crypto';
import type { Client } from '@opensearch-project/opensearch';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { memorySearchIndex } from '../../adapters/memory/search-index.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { putLifecyclePolicy } from '../../adapters/opensearch/lifecycle-policy.ts';
import { putTemplates } from '../../adapters/opensearch/put-templates.ts';
import { applyRetention } from '../../adapters/opensearch/retention.ts';
import { openSearchReader } from '../../adapters/opensearch/search-reader.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { CursorError } from '../../adapters/page-cursor.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { SearchDocument, SearchWriter } from '../../domain/ports/search-index.ts';
import type { SearchQuery, SearchReader } from '../../domain/ports/search-reader.ts';
import { ACME, GLOBEX } from '../support/scratch-database.ts';

const prefix = `test-${randomBytes(4).toString('hex')}`;
const indices = indicesOf(prefix);
const memory = memorySearchIndex();
let client: Client;

const template = {
  name: `${prefix}-logs`,
  body: {
    index_patterns: [`${prefix}-*`],
    priority: 500,
    template: {
      settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' },
      mappings: {
        properties: {
          '@timestamp': { type: 'date' },
          tenant: { type: 'keyword' },
          'event.id': { type: 'keyword' },
          'event.original': { type: 'text' },
          message: { type: 'text' },
          user_id: { type: 'keyword' },
          source_ip: { type: 'ip' },
          rows: { type: 'long' },
        },
      },
    },
  },
};

beforeAll(async () => {
  client = openSearchClient({
    OPENSEARCH_ENDPOINT: inject('endpoints').opensearch,
    INDEX_PREFIX: prefix,
    AWS_REGION: 'x',
  });
  await putTemplates(client, [template]);
});
afterAll(async () => {
  await client.indices.delete({ index: `${prefix}-*` });
  await client.close();
});

const eventOf = (tenant: TenantId, n: number, fields: Record<string, unknown> = {}): SearchDocument => {
  const at = new Date(Date.UTC(2026, 1, 18, 10, n)).toISOString();
  const body = {
    '@timestamp': at,
    tenant,
    'event.id': `0:${String(n).padStart(3, '0')}:0`,
    'event.original': `{"log":"line ${n}"}`,
    ...fields,
  };
  return { index: indices.logs(at), id: `${tenant}-${n}`, body };
};

type Both = { writer: SearchWriter; reader: SearchReader; refresh: () => Promise<unknown> };

describe.each<[string, () => Both]>([
  ['in memory', () => ({ writer: memory, reader: memory, refresh: async () => {} })],
  [
    'in OpenSearch',
    () => ({
      writer: openSearchWriter(client),
      reader: openSearchReader(client, indices),
      refresh: () => client.indices.refresh({ index: `${prefix}-*` }),
    }),
  ],
])('search %s', (_, partsOf) => {
  const query: SearchQuery = { kind: 'events', filters: [], limit: 10 };
  const idsOf = async (tenant: TenantId, changes: Partial<SearchQuery> = {}) =>
    (await partsOf().reader.search(tenant, { ...query, ...changes })).items.map((item) => item['event.id']);

  beforeAll(async () => {
    const { writer, refresh } = partsOf();
    const acme = [
      eventOf(ACME, 1, { message: 'Login failed for user Ann', user_id: 'ann', source_ip: '192.0.2.1' }),
      eventOf(ACME, 2, { message: 'Login succeeded for user Ann', user_id: 'ann', rows: 12 }),
      eventOf(ACME, 3, { message: 'transfer of "950" EUR OR 1=1', user_id: 'bob*' }),
    ];
    expect(await writer.write(ACME, acme)).toEqual([]);
    expect(await writer.write(GLOBEX, [eventOf(GLOBEX, 4, { message: 'Login failed', user_id: 'ann' })])).toEqual([]);
    expect(await writer.write(ACME, acme.slice(0, 1))).toEqual([]);
    await refresh();
  });

  it('shows only documents of the tenant, newest first, in their flat form, each once', async () => {
    expect(await idsOf(ACME)).toEqual(['0:003:0', '0:002:0', '0:001:0']);
    const { items } = await partsOf().reader.search(GLOBEX, query);
    expect(items).toEqual([eventOf(GLOBEX, 4, { message: 'Login failed', user_id: 'ann' }).body]);
  });

  it('filters by field and value, exactly', async () => {
    expect(await idsOf(ACME, { filters: [{ field: 'user_id', value: 'ann' }] })).toEqual(['0:002:0', '0:001:0']);
    expect(await idsOf(ACME, { filters: [{ field: 'user_id', value: 'a*' }] })).toEqual([]);
    expect(await idsOf(ACME, { filters: [{ field: 'user_id', value: 'bob*' }] })).toEqual(['0:003:0']);
    expect(await idsOf(ACME, { filters: [{ field: 'rows', value: '12' }] })).toEqual(['0:002:0']);
    expect(await idsOf(ACME, { filters: [{ field: 'source_ip', value: '192.0.2.1' }] })).toEqual(['0:001:0']);
    expect(await idsOf(ACME, { filters: [{ field: 'tenant', value: GLOBEX }] })).toEqual([]);
  });

  it('finds lines with all words, and takes operators for words', async () => {
    expect(await idsOf(ACME, { text: 'login ANN' })).toEqual(['0:002:0', '0:001:0']);
    expect(await idsOf(ACME, { text: 'login failed' })).toEqual(['0:001:0']);
    expect(await idsOf(ACME, { text: 'failed OR transfer' })).toEqual([]);
    expect(await idsOf(ACME, { text: '*' })).toEqual([]);
    expect(await idsOf(ACME, { text: '"} tenant:globex-bank \\ /.*/' })).toEqual([]);
    expect(await idsOf(ACME, { text: 'line 2' })).toEqual(['0:002:0']);
  });

  it('takes times from (included) to (excluded)', async () => {
    const range = { from: '2026-02-18T10:01:00Z', to: '2026-02-18T10:03:00Z' };
    expect(await idsOf(ACME, range)).toEqual(['0:002:0', '0:001:0']);
  });

  it('pages, and refuses a cursor that is not its own', async () => {
    const first = await partsOf().reader.search(ACME, { ...query, limit: 2 });
    const second = await partsOf().reader.search(ACME, { ...query, limit: 2, cursor: first.cursor ?? '' });
    expect([...first.items, ...second.items].map((item) => item['event.id'])).toEqual([
      '0:003:0',
      '0:002:0',
      '0:001:0',
    ]);
    expect(second.cursor).toBeUndefined();
    await expect(partsOf().reader.search(ACME, { ...query, cursor: 'e30' })).rejects.toThrow(CursorError);
  });

  it('writes nothing that belongs to another tenant', async () => {
    const failures = await partsOf().writer.write(ACME, [eventOf(GLOBEX, 9)]);
    expect(failures).toMatchObject([{ id: 'globex-bank-9', retry: false }]);
  });

  it('never replaces a newer copy by an older one', async () => {
    const { writer, refresh, reader } = partsOf();
    const at = (version: number) => ({ ...eventOf(GLOBEX, 20, { user_id: `v${version}` }), version });
    expect(await writer.write(GLOBEX, [at(2)])).toEqual([]);
    expect(await writer.write(GLOBEX, [at(1)])).toEqual([]);
    expect(await writer.write(GLOBEX, [at(2)])).toEqual([]);
    await refresh();
    const { items } = await reader.search(GLOBEX, { ...query, limit: 1 });
    expect(items).toMatchObject([{ user_id: 'v2' }]);
  });
});

describe('OpenSearch', () => {
  it('names the documents that it refuses for good and writes the others', async () => {
    const documents = [eventOf(ACME, 30), eventOf(ACME, 31, { source_ip: 'no address' }), eventOf(ACME, 32)];
    const failures = await openSearchWriter(client).write(ACME, documents);
    expect(failures).toMatchObject([{ id: 'acme-bank-31', retry: false, reason: expect.stringMatching(/source_ip/) }]);
    const { body } = await client.mget({
      index: documents[0]?.index ?? '',
      body: { ids: ['acme-bank-30', 'acme-bank-32'] },
    });
    expect(body.docs.every((doc) => 'found' in doc && doc.found)).toBe(true);
  });

  it('asks for a repeat where the server is away', async () => {
    const nowhere = openSearchClient({ OPENSEARCH_ENDPOINT: '127.0.0.1:1', INDEX_PREFIX: prefix, AWS_REGION: 'x' });
    const failures = await openSearchWriter(nowhere).write(ACME, [eventOf(ACME, 1)]);
    expect(failures).toMatchObject([{ id: 'acme-bank-1', retry: true, reason: expect.stringMatching(/ECONNREFUSED/) }]);
    await nowhere.close();
  });

  it('asks for a repeat where an index takes no writes, since somebody may lift that', async () => {
    const document = { ...eventOf(ACME, 1), index: `${prefix}-blocked` };
    await client.indices.create({ index: document.index, body: { settings: { 'index.blocks.write': true } } });
    expect(await openSearchWriter(client).write(ACME, [document])).toMatchObject([{ retry: true }]);
  });

  it('writes more documents than one request takes', async () => {
    const documents = Array.from({ length: 2_500 }, (_, n) => ({
      ...eventOf(GLOBEX, 40),
      id: `many-${n}`,
      index: `${prefix}-many`,
    }));
    expect(await openSearchWriter(client).write(GLOBEX, documents)).toEqual([]);
    await client.indices.refresh({ index: `${prefix}-many` });
    expect((await client.count({ index: `${prefix}-many` })).body.count).toBe(2_500);
  });

  it('finds nothing where no index exists yet', async () => {
    const reader = openSearchReader(client, indicesOf(`${prefix}-none`));
    expect(await reader.search(ACME, { kind: 'events', filters: [], limit: 5 })).toEqual({ items: [] });
  });

  it('waits for shards that start, and answers nothing rather than a part', async () => {
    const own = indicesOf(`${prefix}-starting`);
    const reader = openSearchReader(client, own);
    const [ready, away] = ['2026-02-18T10:00:00Z', '2026-02-19T10:00:00Z'].map((at) => own.logs(at));
    await client.indices.create({ index: ready ?? '' });
    const nowhere = { 'index.routing.allocation.require._name': 'no-such-node' };
    await client.indices.create({ index: away ?? '', body: { settings: nowhere }, wait_for_active_shards: '0' });
    const query: SearchQuery = { kind: 'events', filters: [], limit: 5 };
    await expect(reader.search(ACME, query)).rejects.toBeInstanceOf(NotAvailable);

    const answer = reader.search(ACME, query);
    const settings = { 'index.routing.allocation.require._name': null };
    await client.indices.putSettings({ index: away ?? '', body: settings });
    expect(await answer).toEqual({ items: [] });
  });

  it('closes and deletes daily indices that have outlived their time', async () => {
    const names = ['2026-01-01', '2026-02-01', '2026-02-17'].map((day) => `${prefix}-old-${day}`);
    for (const index of names) await client.indices.create({ index });
    const retention = { closeAfterDays: 7, deleteAfterDays: 30 };
    const now = Date.UTC(2026, 1, 18, 12);
    const [january, february] = names;
    const patterns = [`${prefix}-old-*`];
    expect(await applyRetention(client, patterns, retention, now)).toEqual({ close: [february], remove: [january] });
    expect(await applyRetention(client, patterns, retention, now)).toEqual({ close: [], remove: [] });
  });

  it('has no Index State Management here, and says so', async () => {
    const retention = { closeAfterDays: 7, deleteAfterDays: 30 };
    expect(await putLifecyclePolicy(client, [indices.allLogs], retention)).toBe('absent');
  });
});
