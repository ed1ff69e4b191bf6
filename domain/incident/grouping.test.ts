import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../model/alert.ts';
import { TenantId } from '../model/tenant.ts';
import { eventTimeOf } from './event-time.ts';
import { type Candidate, groupAlerts } from './grouping.ts';
import { linkKey, linksOf } from './links.ts';
import type { Span } from './spans.ts';
import { alertOf, host, ip, user } from './testing/alerts.ts';
import { toyHasher } from './testing/hasher.ts';

const tenant = TenantId.parse('acme-bank');
const windowMs = 60 * 60_000;

/** Groups batch after batch as a store would; returns the incident of each alert. */
const play = (batches: readonly (readonly Alert[])[]): Map<string, string> => {
  const placed = new Map<string, string>();
  let candidates: Candidate[] = [];
  let spans: Span[] = [];
  for (const [createdAt, alerts] of batches.entries()) {
    const grouping = groupAlerts({ alerts, spans, candidates, windowMs }, { tenant, hasher: toyHasher });
    for (const { incidentId, isNew, alerts: gained, merged } of grouping.groups) {
      if (isNew) candidates.push({ incidentId, createdAt });
      candidates = candidates.filter((candidate) => !merged.includes(candidate.incidentId));
      for (const [id, at] of placed) if (merged.includes(at)) placed.set(id, incidentId);
      spans = spans.map((span) => (merged.includes(span.incidentId) ? { ...span, incidentId } : span));
      for (const { id } of gained) placed.set(id, incidentId);
    }
    const gone = new Set(grouping.obsolete.map((span) => `${linkKey(span.link)}@${span.start}`));
    spans = [...spans.filter((span) => !gone.has(`${linkKey(span.link)}@${span.start}`)), ...grouping.spans];
  }
  return placed;
};

const partitionOf = (placed: Map<string, string>): string[][] =>
  [...Map.groupBy([...placed.keys()], (id) => placed.get(id)).values()].map((ids) => ids.toSorted()).toSorted();

/** The definition, without any cleverness: repeat joining what shares a link within the window. */
const bruteForce = (alerts: readonly Alert[]): string[][] => {
  const group = new Map(alerts.map(({ id }) => [id, id]));
  for (const a of alerts)
    for (const b of alerts) {
      const shared = linksOf(a).some((link) => linksOf(b).some((other) => linkKey(other) === linkKey(link)));
      if (!shared || Math.abs(eventTimeOf(a) - eventTimeOf(b)) > windowMs) continue;
      const [from, into] = [group.get(b.id), group.get(a.id) ?? a.id];
      for (const [id, at] of group) if (at === from) group.set(id, into);
    }
  return partitionOf(group);
};

const entity = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'd').map(user),
  fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3').map(ip),
  fc.constantFrom('h1', 'h2').map(host),
);
const alerts = fc
  .array(fc.record({ minute: fc.integer({ min: 0, max: 600 }), entities: fc.array(entity, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((sketches) => sketches.map((sketch, n) => alertOf({ n, ...sketch })));

const arrivals = alerts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: all.length, maxLength: all.length }),
  }),
);

describe('groupAlerts', () => {
  it('gives the same partition for every order of arrival and every split into batches', () => {
    fc.assert(
      fc.property(arrivals, ({ all, order, cuts }) => {
        const rest = [...order];
        const batches = cuts.map((size) => rest.splice(0, size)).filter((batch) => batch.length > 0);
        const expected = bruteForce(all);
        expect(partitionOf(play([all]))).toEqual(expected);
        expect(partitionOf(play(batches))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('joins by a shared user within the window in either direction and not beyond it', () => {
    const early = alertOf({ n: 1, minute: 0, entities: [user('a')] });
    const late = alertOf({ n: 2, minute: 60, entities: [user('a')] });
    const apart = alertOf({ n: 3, minute: 120.001, entities: [user('a')] });
    expect(partitionOf(play([[late], [early], [apart]]))).toEqual([[early.id, late.id], [apart.id]]);
  });

  it('merges the younger incident into the older where an alert links both', () => {
    const first = alertOf({ n: 1, minute: 30, entities: [user('a')] });
    const second = alertOf({ n: 2, minute: 0, entities: [ip('192.0.2.1')] });
    const link = alertOf({ n: 3, minute: 20, entities: [user('a'), ip('192.0.2.1')] });
    const placed = play([[first], [second], [link]]);
    expect(new Set(placed.values())).toEqual(new Set([play([[first]]).get(first.id)]));
  });

  it('links by host only where nothing more specific is known', () => {
    const a = alertOf({ n: 1, minute: 0, entities: [user('a'), host('h1')] });
    const b = alertOf({ n: 2, minute: 1, entities: [user('b'), host('h1')] });
    const c = alertOf({ n: 3, minute: 2, entities: [host('h1')] });
    const d = alertOf({ n: 4, minute: 3, entities: [host('h1')] });
    expect(partitionOf(play([[a, b, c, d]]))).toEqual([[a.id], [b.id], [c.id, d.id]]);
  });

  it('keeps alerts without entities together by rule', () => {
    const all = Array.from({ length: 5 }, (_, n) => alertOf({ n, minute: n, entities: [] }));
    expect(partitionOf(play([all]))).toHaveLength(1);
  });

  it('makes one incident of a brute force with 10,000 alerts', () => {
    const all = Array.from({ length: 10_000 }, (_, n) =>
      alertOf({ n, minute: n / 100, entities: [ip('192.0.2.1'), user(`u${n % 3000}`)] }),
    );
    const { groups } = groupAlerts({ alerts: all, spans: [], candidates: [], windowMs }, { tenant, hasher: toyHasher });
    expect(groups.map((group) => group.alerts.length)).toEqual([10_000]);
  });
});
