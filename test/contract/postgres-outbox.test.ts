import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memorySearchIndex } from '../../adapters/memory/search-index.ts';
import { incidentDocument } from '../../adapters/opensearch/documents.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { drainOutbox, enqueueAllIncidents } from '../../adapters/postgres/outbox.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { SearchWriter } from '../../domain/ports/search-index.ts';
import { ACME, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const indices = indicesOf('test');
const documentOf = (incident: Incident, version: number) => incidentDocument(indices, incident, version);
const record = (n: number) =>
  postgresIncidentRepository(scratch.database, nodeHasher).recordAlerts(
    ACME,
    [alertOf({ n, minute: n, entities: [user(`u${n % 3}`)] })],
    n,
  );
const drain = (writer: SearchWriter) => drainOutbox(scratch.database, ACME, writer, documentOf);

beforeAll(async () => {
  scratch = await scratchDatabase();
  await postgresTenantRegistry(scratch.database).save(
    { id: ACME, name: 'Acme', enabled: true },
    { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
  );
});
afterAll(() => scratch.drop());

describe('the outbox', () => {
  it('brings every changed incident to the copies, once, in its newest state', async () => {
    const search = memorySearchIndex();
    for (const n of [0, 1, 2, 3]) await record(n);
    expect(await drain(search)).toEqual({ written: 3, failed: {}, stuck: 0 });
    expect(
      search
        .all()
        .map(({ body }) => body.alert_count)
        .toSorted(),
    ).toEqual([1, 1, 2]);
    expect(await drain(search)).toEqual({ written: 0, failed: {}, stuck: 0 });
  });

  it('keeps what could not be written and sends it next time', async () => {
    const search = memorySearchIndex();
    const [outcome] = await record(6);
    const id = outcome?.kind === 'in_incident' ? outcome.incidentId : '';
    const refusing: SearchWriter = {
      write: async (_, documents) =>
        documents.map(({ id: at, index }) => ({ id: at, index, reason: 'full', retry: true })),
    };
    expect(await drain(refusing)).toEqual({ written: 0, failed: { [id]: 'full' }, stuck: 0 });
    const broken: SearchWriter = { write: () => Promise.reject(new Error('gone')) };
    await expect(drain(broken)).rejects.toThrow('gone');
    expect(await drain(search)).toEqual({ written: 1, failed: {}, stuck: 0 });
  });

  it('stops trying after twenty refusals and counts what is stuck', async () => {
    await record(9);
    const refusing: SearchWriter = {
      write: async (_, documents) => documents.map(({ id, index }) => ({ id, index, reason: 'mapping', retry: false })),
    };
    for (let n = 0; n < 20; n++) await drain(refusing);
    expect(await drain(refusing)).toEqual({ written: 0, failed: {}, stuck: 1 });
  });

  it('can send everything again', async () => {
    const search = memorySearchIndex();
    expect(await enqueueAllIncidents(scratch.database, ACME)).toBe(3);
    expect(await drain(search)).toMatchObject({ written: 3 });
    expect(search.all()).toHaveLength(3);
  });

  it('shares the work among callers at once and loses nothing', async () => {
    const search = memorySearchIndex();
    for (let n = 30; n < 60; n++) await record(n);
    await Promise.all([drain(search), drain(search), drain(search)]);
    expect(await drain(search)).toMatchObject({ written: 0 });
    expect(search.all().map(({ body }) => body.alert_count)).toHaveLength(3);
  });
});
