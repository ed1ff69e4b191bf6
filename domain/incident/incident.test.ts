import { describe, expect, it } from 'vitest';
import { TenantId } from '../model/tenant.ts';
import { applyGroup } from './apply-group.ts';
import { eventTimeOf } from './event-time.ts';
import { factsOf, sumFacts } from './facts.ts';
import { incidentIdOf } from './incident-id.ts';
import { incidentOf } from './incident-record.ts';
import { entitiesOf } from './links.ts';
import { suppressionOf } from './suppression.ts';
import { alertOf, ip, user } from './testing/alerts.ts';
import { toyHasher } from './testing/hasher.ts';
import { titleOf } from './title.ts';

const tenant = TenantId.parse('acme-bank');
const low = alertOf({ n: 1, minute: 0, entities: [user('a')], level: 4, rule: '1', techniques: ['T1110'] });
const high = alertOf({ n: 2, minute: 5, entities: [ip('192.0.2.1')], level: 12, rule: '2', techniques: ['T1657'] });

describe('incident', () => {
  it('is named by day, tenant and first alert', () => {
    const id = incidentIdOf(toyHasher, tenant, low);
    expect(id).toMatch(/^INC-2026-02-18-[A-Z2-7]{10}$/);
    expect(incidentIdOf(toyHasher, tenant, low)).toBe(id);
    expect(incidentIdOf(toyHasher, TenantId.parse('globex-bank'), low)).not.toBe(id);
  });

  it('adds facts up in any order', () => {
    const [a, b] = [factsOf(low), factsOf(high)];
    expect(sumFacts([a, b])).toEqual(sumFacts([b, a]));
    expect(sumFacts([a, b])).toMatchObject({
      lead: { level: 12 },
      alertCount: 2,
      ruleIds: ['1', '2'],
      techniques: ['T1110', 'T1657'],
      firstEventAt: eventTimeOf(low),
      lastEventAt: eventTimeOf(high),
    });
  });

  it('takes its band from the highest level and nothing else', () => {
    const group = { incidentId: 'INC-1', isNew: true, alerts: [low, high], merged: [] };
    const { record } = applyGroup(group, { current: undefined, merged: [], hasNewEntity: true, now: 1 });
    const entities = [
      { kind: 'user', value: 'a', alertCount: 1 },
      { kind: 'ip', value: '192.0.2.1', alertCount: 2 },
    ] as const;
    expect(incidentOf(tenant, record, entities)).toMatchObject({
      band: 'CRITICAL',
      severity: 12,
      revision: 1,
      status: 'new',
      entities: [ip('192.0.2.1'), user('a')],
    });
  });

  it('closes what it absorbs and points to where it went', () => {
    const opened = applyGroup(
      { incidentId: 'INC-2', isNew: true, alerts: [low], merged: [] },
      { current: undefined, merged: [], hasNewEntity: true, now: 1 },
    ).record;
    const current = { ...opened, incidentId: 'INC-1' };
    const group = { incidentId: 'INC-1', isNew: false, alerts: [high], merged: ['INC-2'] };
    const { record, reasons, tombstones } = applyGroup(group, {
      current,
      merged: [opened],
      hasNewEntity: false,
      now: 2,
    });
    expect(record.facts.alertCount).toBe(3);
    expect(reasons).toContain('incidents_merged');
    expect(tombstones).toMatchObject([{ incidentId: 'INC-2', status: 'closed', mergedInto: 'INC-1' }]);
  });

  it('suppresses below the level of the tenant only', () => {
    const policy = { incidentLevel: 5, windowMs: 1 };
    expect(suppressionOf(low, policy)).toBe('below_incident_level');
    expect(suppressionOf({ rule: { ...low.rule, level: 5 } }, policy)).toBeUndefined();
  });
});

describe('hostile text', () => {
  const hostile = alertOf({
    n: 3,
    minute: 0,
    entities: [user('a\u0000b\uD800')],
    description: `x\u0000${'y'.repeat(500)}`,
  });

  it('loses what a database cannot store', () => {
    expect(entitiesOf(hostile)).toEqual([user('a\uFFFDb\uFFFD')]);
  });

  it('makes a title of at most 200 characters', () => {
    expect(titleOf(hostile)).toHaveLength(200);
    expect(titleOf(hostile)).toContain('(user a\uFFFDb\uFFFD)');
  });

  it('cannot move an event beyond the times that a database knows', () => {
    expect(new Date(eventTimeOf({ id: '999999999999999.0000000000000000' })).toISOString()).toBe(
      '9999-12-31T23:59:59.999Z',
    );
  });
});
