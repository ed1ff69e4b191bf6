import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryAssessmentStore } from '../../adapters/memory/assessment-store.ts';
import { memoryAssetRepository } from '../../adapters/memory/asset-repository.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAssetRepository } from '../../adapters/postgres/asset-repository.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { enrichIncident } from '../../domain/enrich/enrich-incident.ts';
import { assetOf, enrichInput } from '../../domain/enrich/testing/enrich-input.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AssessmentStore, AssetRepository } from '../../domain/ports/assessment-store.ts';
import { scoreIncident } from '../../domain/score/score-incident.ts';
import { historyOf } from '../../domain/score/testing/history.ts';
import { ACME, GLOBEX, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

const NOW = Date.UTC(2026, 1, 18, 12);
const hostile = user(`'; drop table assets; -- <img src=x onerror=alert(1)>\uFFFD`);
const score = scoreIncident({
  incident: { severity: 10 },
  alerts: [alertOf({ n: 1, minute: 0, entities: [hostile, ip('198.51.100.7')] })],
  assets: [],
  history: historyOf(12, [[hostile, 0]]),
});
const enrichment = enrichIncident(enrichInput);

let scratch: ScratchDatabase;
const incidentIds = new Map<TenantId, string>();
const memory = { assessments: memoryAssessmentStore(), assets: memoryAssetRepository() };

beforeAll(async () => {
  scratch = await scratchDatabase();
  for (const tenant of [ACME, GLOBEX]) {
    await postgresTenantRegistry(scratch.database).save(
      { id: tenant, name: tenant, enabled: true },
      { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
    );
    const alert = alertOf({ n: 1, minute: 0, entities: [user('a')], tenant });
    const incidents = postgresIncidentRepository(scratch.database, nodeHasher);
    const [outcome] = await incidents.recordAlerts(tenant, [alert], NOW);
    incidentIds.set(tenant, outcome?.kind === 'in_incident' ? outcome.incidentId : '');
  }
});
afterAll(() => scratch.drop());

const incidentOf = (tenant: TenantId, revision: number) => ({
  incidentId: incidentIds.get(tenant) ?? '',
  revision,
});

describe.each([
  ['in memory', (): AssessmentStore => memory.assessments],
  ['in PostgreSQL', (): AssessmentStore => postgresAssessmentStore(scratch.database)],
])('assessments %s', (_, storeOf) => {
  it('keeps scores and enrichments of a revision as they were written', async () => {
    const store = storeOf();
    await store.putScore(ACME, incidentOf(ACME, 1), score, NOW);
    await store.putEnrichment(ACME, incidentOf(ACME, 1), enrichment, NOW);
    expect(await store.score(ACME, incidentOf(ACME, 1))).toEqual(score);
    expect(await store.enrichment(ACME, incidentOf(ACME, 1))).toEqual(enrichment);
    expect(await store.score(ACME, incidentOf(ACME, 2))).toBeUndefined();
    expect(await store.enrichment(ACME, incidentOf(ACME, 2))).toBeUndefined();
  });

  it('keeps the first of a revision', async () => {
    const store = storeOf();
    for (const risk_score of [1, 2, 3])
      await store.putScore(ACME, incidentOf(ACME, 3), { ...score, risk_score }, NOW + risk_score);
    expect(await store.score(ACME, incidentOf(ACME, 3))).toMatchObject({ risk_score: 1 });
    for (const asset_criticality of [4, 5])
      await store.putEnrichment(ACME, incidentOf(ACME, 3), { ...enrichment, asset_criticality }, NOW);
    expect(await store.enrichment(ACME, incidentOf(ACME, 3))).toMatchObject({ asset_criticality: 4 });
  });

  it('shows no tenant what another one has', async () => {
    const store = storeOf();
    await store.putScore(ACME, incidentOf(ACME, 4), score, NOW);
    expect(await store.score(GLOBEX, incidentOf(ACME, 4))).toBeUndefined();
  });

  it('refuses what is no score', async () => {
    await expect(storeOf().putScore(ACME, incidentOf(ACME, 5), { ...score, risk_score: 101 }, NOW)).rejects.toThrow(
      /risk_score/,
    );
  });
});

describe.each([
  ['in memory', (): AssetRepository => memory.assets],
  ['in PostgreSQL', (): AssetRepository => postgresAssetRepository(scratch.database)],
])('assets %s', (_, repositoryOf) => {
  it('adds and replaces by id, sorted by id, each tenant its own', async () => {
    const repository = repositoryOf();
    expect(await repository.list(ACME)).toEqual([]);
    await repository.put(ACME, []);
    await repository.put(ACME, [assetOf({ asset_id: 'b' }), assetOf({ asset_id: 'a' })]);
    await repository.put(ACME, [assetOf({ asset_id: 'b', tier: 1 }), assetOf({ asset_id: 'b', tier: 2 })]);
    expect(await repository.list(ACME)).toEqual([assetOf({ asset_id: 'a' }), assetOf({ asset_id: 'b', tier: 2 })]);
    expect(await repository.list(GLOBEX)).toEqual([]);
  });

  it('takes thousands at once', async () => {
    const repository = repositoryOf();
    const assets = Array.from({ length: 2_500 }, (_, n) => assetOf({ asset_id: `n${String(n).padStart(5, '0')}` }));
    await repository.put(GLOBEX, assets);
    expect(await repository.list(GLOBEX)).toEqual(assets);
  });

  it('refuses what is no asset and writes none of the list', async () => {
    const repository = repositoryOf();
    const before = await repository.list(ACME);
    await expect(repository.put(ACME, [assetOf({ asset_id: 'z' }), assetOf({ tier: 11 })])).rejects.toThrow(/tier/);
    expect(await repository.list(ACME)).toEqual(before);
  });
});
