import { randomBytes } from 'node:crypto';
import type { Client } from '@opensearch-project/opensearch';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { memoryEntityHistory, type PastEvent } from '../../adapters/memory/entity-history.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { openSearchEntityHistory } from '../../adapters/opensearch/entity-history.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { putTemplates } from '../../adapters/opensearch/put-templates.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { eventProperties } from '../../adapters/opensearch/templates/field-mappings.ts';
import { host, ip, user } from '../../domain/incident/testing/alerts.ts';
import type { Entity } from '../../domain/model/entity.ts';
import type { EntityHistory } from '../../domain/ports/entity-history.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import { ACME, GLOBEX } from '../support/scratch-database.ts';

const prefix = `test-${randomBytes(4).toString('hex')}`;
const indices = indicesOf(prefix);
const key: Entity = { kind: 'access_key', value: 'AKIAEXAMPLE' };
const account: Entity = { kind: 'account', value: 'CHK1' };
const FIELDS = {
  user: 'user_id',
  ip: 'source_ip',
  account: 'account_id',
  access_key: 'cloud.access_key.id',
  host: 'host.name',
} as const;

const EVENTS: readonly PastEvent[] = [
  { tenant: ACME, at: '2026-01-20T23:59:59.999Z', entities: [user('anna'), ip('198.51.100.7')] },
  { tenant: ACME, at: '2026-01-21T00:00:00.000Z', entities: [user('anna'), host('cbs-app-1')] },
  { tenant: ACME, at: '2026-01-21T12:00:00.000Z', entities: [user('anna'), key, account] },
  { tenant: ACME, at: '2026-02-01T12:00:00.000Z', entities: [user('anna*'), ip('2001:db8::7')] },
  { tenant: GLOBEX, at: '2026-01-10T12:00:00.000Z', entities: [user('anna'), ip('198.51.100.8')] },
];

let client: Client;

beforeAll(async () => {
  client = openSearchClient({
    OPENSEARCH_ENDPOINT: inject('endpoints').opensearch,
    INDEX_PREFIX: prefix,
    AWS_REGION: 'x',
  });
  await putTemplates(client, [
    {
      name: `${prefix}-logs`,
      body: {
        index_patterns: [`${prefix}-*`],
        priority: 500,
        template: {
          settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' },
          mappings: { properties: eventProperties() },
        },
      },
    },
  ]);
  for (const [n, { tenant, at, entities }] of EVENTS.entries()) {
    const fields = Object.fromEntries(entities.map(({ kind, value }) => [FIELDS[kind], value]));
    const body = { '@timestamp': at, tenant, ...fields };
    const failures = await openSearchWriter(client).write(tenant, [{ index: indices.logs(at), id: `${n}`, body }]);
    expect(failures).toEqual([]);
  }
  await client.indices.refresh({ index: `${prefix}-*` });
});
afterAll(async () => {
  await client.indices.delete({ index: `${prefix}-*` });
  await client.close();
});

const FROM = '2026-01-19T00:00:00.000Z';
const TO = '2026-02-18T00:00:00.000Z';

describe.each([
  ['in memory', (): EntityHistory => memoryEntityHistory(EVENTS)],
  ['in OpenSearch', (): EntityHistory => openSearchEntityHistory(client, indices)],
])('the past of entities %s', (_, historyOf) => {
  it('counts events and days of each entity, and says how far it reaches back', async () => {
    const entities = [
      user('anna'),
      ip('198.51.100.7'),
      ip('2001:db8::7'),
      host('cbs-app-1'),
      key,
      account,
      user('zoe'),
    ];
    const { since, sightings } = await historyOf().sightings(ACME, entities, FROM, TO);
    expect(since).toBe('2026-01-20T23:59:59.999Z');
    expect(sightings.map(({ entity }) => entity)).toEqual(entities);
    expect(sightings.map(({ events, days }) => [events, days])).toEqual([
      [3, 2],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  it('takes values as they are, and what is no address as never seen', async () => {
    const entities = [user('anna*'), user('*'), ip('198.51.100.0/24'), ip('nonsense')];
    const { sightings } = await historyOf().sightings(ACME, entities, FROM, TO);
    expect(sightings.map(({ events }) => events)).toEqual([1, 0, 0, 0]);
  });

  it('keeps to the tenant and the time', async () => {
    const history = historyOf();
    const entities = [user('anna'), ip('198.51.100.7')];
    expect(await history.sightings(GLOBEX, entities, FROM, TO)).toEqual({
      sightings: entities.map((entity) => ({ entity, events: 0, days: 0 })),
    });
    const half = await history.sightings(ACME, [user('anna')], '2026-01-21T00:00:00.000Z', '2026-01-21T12:00:00.000Z');
    expect(half).toEqual({
      since: '2026-01-21T00:00:00.000Z',
      sightings: [{ entity: user('anna'), events: 1, days: 1 }],
    });
    expect(await history.sightings(ACME, [], FROM, TO)).toMatchObject({ sightings: [] });
  });
});

describe('the past of entities in OpenSearch', () => {
  it('finds nothing where there is no index yet', async () => {
    const history = openSearchEntityHistory(client, indicesOf('no-such-prefix'));
    expect(await history.sightings(ACME, [user('anna')], FROM, TO)).toEqual({
      sightings: [{ entity: user('anna'), events: 0, days: 0 }],
    });
  });

  it('throws NotAvailable where nobody answers', async () => {
    const nobody = openSearchClient({
      OPENSEARCH_ENDPOINT: 'http://127.0.0.1:9',
      INDEX_PREFIX: prefix,
      AWS_REGION: 'x',
    });
    const history = openSearchEntityHistory(nobody, indices);
    await expect(history.sightings(ACME, [user('anna')], FROM, TO)).rejects.toThrow(NotAvailable);
    await nobody.close();
  });
});
