import { randomBytes } from 'node:crypto';
import type { Client } from '@opensearch-project/opensearch';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { putTemplates } from '../../adapters/opensearch/put-templates.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { openSearchSourceFigures } from '../../adapters/opensearch/source-figures.ts';
import { eventProperties } from '../../adapters/opensearch/templates/field-mappings.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/model/time.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import { ACME, GLOBEX } from '../support/scratch-database.ts';

const prefix = `test-${randomBytes(4).toString('hex')}`;
const indices = indicesOf(prefix);
const NOW = Date.parse('2026-02-18T10:30:00Z');
const configOf = (endpoint: string) => ({ OPENSEARCH_ENDPOINT: endpoint, INDEX_PREFIX: prefix, AWS_REGION: 'x' });

type Arrival = { tenant?: typeof ACME; source?: string; ago: number; lag?: number; kind?: string; assumed?: boolean };
const yesterday = [25, 24.5, 24, 22.5].map((hoursAgo): Arrival => ({ ago: hoursAgo * HOUR_MS - MINUTE_MS }));
const ARRIVALS: readonly Arrival[] = [
  ...yesterday,
  { ago: 20 * DAY_MS, kind: 'database' },
  { ago: 31 * DAY_MS, kind: 'windows' },
  { ago: 50 * MINUTE_MS },
  { ago: 10 * MINUTE_MS, lag: 600 },
  { ago: 5 * MINUTE_MS, lag: 400 },
  { ago: 4 * MINUTE_MS, lag: 0, assumed: true },
  { ago: 3 * MINUTE_MS, lag: 7 * 86_400 },
  { source: 'ahead', ago: MINUTE_MS, lag: -180, kind: 'linux' },
  { tenant: GLOBEX, source: 'theirs', ago: MINUTE_MS },
];

let client: Client;

beforeAll(async () => {
  client = openSearchClient(configOf(inject('endpoints').opensearch));
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
  for (const [n, { tenant = ACME, source = 'fw', ago, lag = 1, kind = 'firewall', assumed }] of ARRIVALS.entries()) {
    const received = new Date(NOW - ago).toISOString();
    const at = new Date(NOW - ago - lag * 1000).toISOString();
    const fields = { '@timestamp': at, 'event.ingested': received, tenant, source, log_source: kind };
    const body = { ...fields, ...(assumed && { 'event.time_assumed': true }) };
    const failures = await openSearchWriter(client).write(tenant, [{ index: indices.logs(at), id: `${n}`, body }]);
    expect(failures).toEqual([]);
  }
  await client.indices.refresh({ index: `${prefix}-*` });
});
afterAll(async () => {
  await client.indices.delete({ index: `${prefix}-*` });
  await client.close();
});

describe('figures of sources', () => {
  it('history: events by hour of a week, kinds of a month, the longest pause of yesterday', async () => {
    const history = await openSearchSourceFigures(client, indices).history(ACME, NOW);
    expect([...history.keys()].toSorted()).toEqual(['ahead', 'fw']);
    expect(history.get('fw')).toEqual({
      hours: new Map([
        ['2026-02-17T09', 1],
        ['2026-02-17T10', 2],
        ['2026-02-17T12', 1],
        ['2026-02-18T09', 1],
        ['2026-02-18T10', 4],
      ]),
      logSources: ['database', 'firewall'],
      longestGap: 80 * MINUTE_MS,
    });
    expect(history.get('ahead')?.longestGap).toBe(3 * HOUR_MS);
  });

  it('recent: events of an hour, the newest, and the lag of those with a time of their own', async () => {
    const recent = await openSearchSourceFigures(client, indices).recent(ACME, NOW);
    expect(recent.get('fw')).toEqual({ events: 5, newest: NOW - 3 * MINUTE_MS, timed: 2, lagSeconds: 500 });
    expect(recent.get('ahead')).toEqual({ events: 1, newest: NOW - MINUTE_MS, timed: 1, lagSeconds: -180 });
    expect(recent.has('theirs')).toBe(false);
  });

  it('says that nothing is known where search does not answer', async () => {
    const nobody = openSearchClient(configOf('http://127.0.0.1:1'));
    await expect(openSearchSourceFigures(nobody, indices).recent(ACME, NOW)).rejects.toThrow(NotAvailable);
    await nobody.close();
  });
});
