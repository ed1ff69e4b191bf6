import { describe, expect, it } from 'vitest';
import { memoryEntityHistory } from '../../adapters/memory/entity-history.ts';
import { assetOf } from '../../domain/enrich/testing/enrich-input.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import { observe } from '../support/observability.ts';
import { ACME, incidentStage } from '../support/testing/incident-stage.ts';
import { type Dependencies, scoreHandler } from './handler.ts';

const first = alertOf({ n: 1, minute: 0, level: 8, entities: [user('anna'), ip('81.17.4.9')] });
const later = alertOf({ n: 2, minute: 1, level: 11, entities: [user('anna'), ip('81.17.4.10')] });

const PAST = Array.from({ length: 30 }, (_, day) => ({
  tenant: ACME,
  at: new Date(Date.UTC(2026, 0, 20 + day, 8)).toISOString(),
  entities: [user('anna')],
}));

const setUp = (change: Partial<Dependencies> = {}) => {
  const stage = incidentStage();
  const handler = scoreHandler({ ...stage, history: memoryEntityHistory(PAST), ...observe('score'), ...change });
  return { ...stage, handler };
};

describe('scoreHandler', () => {
  it('scores with what alerts, inventory and past say, and moves the incident to scoring', async () => {
    const { handler, record, assets, assessments, statusOf } = setUp();
    await assets.put(ACME, [assetOf({ tier: 7 })]);
    const input = await record(first);
    expect(await handler(input)).toEqual({ status: 'scored' });
    expect(await statusOf(input.incident_id)).toBe('scoring');
    const score = await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 });
    expect(score?.factors.map(({ value }) => Math.round(value * 100))).toEqual([50, 70, 98]);
    expect(score?.anomaly_flags).toEqual(['first_seen_ip']);
    expect(score?.factors.every(({ evidence }) => evidence.includes(first.id))).toBe(true);
  });

  it('changes nothing when it is repeated', async () => {
    const { handler, record, assets, assessments } = setUp();
    const input = await record(first);
    await handler(input);
    const score = await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 });
    await assets.put(ACME, [assetOf({ tier: 1 })]);
    expect(await handler(input)).toEqual({ status: 'scored' });
    expect(await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 })).toEqual(score);
  });

  it('leaves a revision alone that is not the newest, and a closed incident', async () => {
    const { handler, record, assessments, lifecycle } = setUp();
    const old = await record(first);
    const input = await record(later);
    expect(input).toEqual({ ...old, revision: 2 });
    expect(await handler(old)).toEqual({ status: 'stale' });
    await lifecycle.transition(ACME, { incidentId: input.incident_id, revision: 2 }, 'closed', 0);
    expect(await handler(input)).toEqual({ status: 'stale' });
    for (const revision of [1, 2])
      expect(await assessments.score(ACME, { incidentId: input.incident_id, revision })).toBeUndefined();
  });

  it('stops where a newer revision comes while it reads', async () => {
    const stage = incidentStage();
    const { assessments } = stage;
    const input = await stage.record(first);
    const handler = scoreHandler({
      ...stage,
      alerts: {
        get: async (tenant, id) => {
          await stage.record(later);
          return stage.alerts.get(tenant, id);
        },
      },
      incidents: {
        alertIdsOf: stage.incidents.alertIdsOf,
        get: async (tenant, id) => {
          await stage.record(later);
          return stage.incidents.get(tenant, id);
        },
      },
      history: undefined,
      ...observe('score'),
    });
    expect(await handler(input)).toEqual({ status: 'stale' });
    expect(await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 })).toBeUndefined();
  });

  it.each([
    ['there is no search', undefined],
    ['search does not answer', { sightings: () => Promise.reject(new NotAvailable('later')) }],
  ])('scores and says so where %s', async (_, history) => {
    const { handler, record, assessments } = setUp({ history });
    const input = await record(first);
    expect(await handler(input)).toEqual({ status: 'scored' });
    const score = await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 });
    expect(score?.limits[0]).toBe('nothing is known of the past: search was not there to answer');
  });

  it('judges a large incident by its first and last alerts, and says so', async () => {
    const { handler, record, assessments } = setUp();
    const many = Array.from({ length: 260 }, (_, n) => alertOf({ n, minute: n / 10, entities: [ip('81.17.4.9')] }));
    const input = await record(...many);
    await handler(input);
    const score = await assessments.score(ACME, { incidentId: input.incident_id, revision: 1 });
    expect(score?.limits[0]).toBe('200 of 260 alerts were read: the first and the last of them');
  });

  it('fails for what nobody has, so that the execution escalates', async () => {
    const { handler, record } = setUp();
    const input = await record(first);
    await expect(handler({ ...input, revision: 2 })).rejects.toThrow('acme-bank has no revision 2 of an incident');
    await expect(handler({ ...input, tenant: TenantId.parse('globex-bank') })).rejects.toThrow('globex-bank has no');
    await expect(handler({ incident_id: input.incident_id })).rejects.toThrow(/tenant/);
  });

  it('fails where the alerts of an incident are gone', async () => {
    const { handler, record } = setUp({ alerts: { get: async () => undefined } });
    const input = await record(first);
    await expect(handler(input)).rejects.toThrow(/none of the alerts of INC-.* can be read/);
  });
});
