import { describe, expect, it } from 'vitest';
import { readCatalogues } from '../../adapters/catalogue-files.ts';
import { assetOf } from '../../domain/enrich/testing/enrich-input.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import { observe } from '../support/observability.ts';
import { ACME, incidentStage } from '../support/testing/incident-stage.ts';
import { enrichHandler } from './handler.ts';

const first = alertOf({ n: 1, minute: 0, level: 8, entities: [user('anna'), ip('81.17.4.9')] });
const later = alertOf({ n: 2, minute: 1, level: 11, entities: [user('anna'), ip('81.17.4.10')] });

const setUp = async () => {
  const stage = incidentStage();
  const handler = enrichHandler({ ...stage, ...(await readCatalogues('.')), ...observe('enrich') });
  const begin = async (...alerts: Parameters<typeof stage.record>) => {
    const input = await stage.record(...alerts);
    const { incident_id: incidentId, revision } = input;
    await stage.lifecycle.transition(ACME, { incidentId, revision }, 'scoring', 0);
    return input;
  };
  return { ...stage, handler, begin };
};

describe('enrichHandler', () => {
  it('brings inventory and the catalogues of this repository together', async () => {
    const { handler, begin, assets, assessments, statusOf } = await setUp();
    await assets.put(ACME, [assetOf({})]);
    const input = await begin(first);
    expect(await handler(input)).toEqual({ status: 'enriched' });
    expect(await statusOf(input.incident_id)).toBe('enriching');
    const found = await assessments.enrichment(ACME, { incidentId: input.incident_id, revision: 1 });
    expect(found).toMatchObject({
      asset_criticality: 10,
      business_impact: ['payments'],
      techniques: [
        { technique_id: 'T1110', name: 'Brute Force', tactics: ['Credential Access'], evidence: [first.id] },
      ],
      threat_intel: { ip_reputation: 'unknown', known_threats: [] },
      sources: ['kev 2025.08.25', 'attack 18.1'],
    });
    expect(found?.cve_matches).toHaveLength(11);
    expect(found?.cve_matches[0]).toMatchObject({
      product: 'Oracle WebLogic Server 14c',
      certainty: 'product-level, version unconfirmed',
    });
  });

  it('changes nothing when it is repeated, and leaves old revisions alone', async () => {
    const { handler, begin, record, assets, assessments } = await setUp();
    const input = await begin(first);
    await handler(input);
    const found = await assessments.enrichment(ACME, { incidentId: input.incident_id, revision: 1 });
    await assets.put(ACME, [assetOf({})]);
    expect(await handler(input)).toEqual({ status: 'enriched' });
    expect(await assessments.enrichment(ACME, { incidentId: input.incident_id, revision: 1 })).toEqual(found);
    const newer = await record(later);
    expect(await handler(input)).toEqual({ status: 'stale' });
    expect(await handler(newer)).toEqual({ status: 'stale' });
    expect(await assessments.enrichment(ACME, { incidentId: input.incident_id, revision: 2 })).toBeUndefined();
  });

  it('refuses input that is not ids', async () => {
    const { handler } = await setUp();
    await expect(handler({ tenant: 'ACME', incident_id: '', revision: 0 })).rejects.toThrow(/tenant/);
  });
});
