import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { huntArchiveOf } from '../../adapters/memory/hunt-archive.ts';
import { ACME, GLOBEX } from '../../test/support/lines.ts';
import type { StreamLine } from '../archive/stored-line.ts';
import { memoryWindows } from '../detect/composite/windows.ts';
import { evaluatePrepared, prepareEvents } from '../detect/live/evaluate-events.ts';
import { compileRuleset } from '../detect/ruleset.ts';
import { eventIdOf } from '../model/position.ts';
import { candidateOf } from './candidate.ts';
import type { HuntedAlert, HuntRules } from './compare.ts';
import { HunterState, hunterOf } from './hunter.ts';
import { huntNormalizer } from './normalize-line.ts';
import { receiptHours } from './period.ts';
import { retriesOf } from './retries.ts';
import { archived, CONTENT, FILES, HUNTED, login, NORMALIZE, NOW, PERIOD } from './testing/archived.ts';
import { walkArchive } from './walk-archive.ts';

const detectorOf = (ruleset: ReturnType<typeof compileRuleset>) => ({
  ruleset,
  context: { ...CONTENT.context, rulesetVersion: ruleset.version },
});
const current = detectorOf(compileRuleset(FILES, nodeHasher));
const changed = (xml: string) => {
  const made = candidateOf(FILES, xml, nodeHasher);
  if (!made.ok) throw new Error(made.error.join());
  return { candidate: detectorOf(made.value.ruleset), ruleIds: new Set(made.value.ruleIds) };
};

type Hunted = { readonly alerts: readonly HuntedAlert[]; readonly counts: HunterState['counts'] };

/** Hunts in parts of so many objects, handing on state and cursor as JSON, as a chain of Lambdas does. */
const hunt = async (
  store: Awaited<ReturnType<typeof archived>>,
  rules: HuntRules,
  objectsAPart = Number.POSITIVE_INFINITY,
  period = PERIOD,
): Promise<Hunted> => {
  const config = {
    tenant: ACME,
    period,
    rules,
    normalize: NORMALIZE,
  };
  const source = {
    tenant: ACME,
    hours: receiptHours(period, NOW),
    archive: huntArchiveOf(store),
    tools: archiveTools,
  };
  const alerts: HuntedAlert[] = [];
  let hunter = hunterOf(config);
  let cursor: { hour: string; after: Record<string, string> } | undefined;
  while (true) {
    let read = 0;
    for await (const step of walkArchive(source, cursor)) {
      hunter.add(step.object);
      alerts.push(...hunter.advance(step.settled));
      ({ cursor } = step);
      read += 1;
      if (read >= objectsAPart) break;
    }
    if (read < objectsAPart) break;
    hunter = hunterOf(config, HunterState.parse(JSON.parse(JSON.stringify(hunter.state()))));
  }
  alerts.push(...hunter.finish());
  return { alerts, counts: hunter.counts() };
};

const idsOf = ({ alerts }: Hunted): string[] =>
  alerts.map(({ change, alert }) => `${change} ${alert.rule.id} ${alert.event_ids.at(-1)}`);

describe('a hunt', () => {
  it('finds exactly the lines of the rule, of the tenant and the period', async () => {
    const store = await archived(
      [login(0, '198.51.100.7'), login(1, '198.51.100.8'), login(2, '198.51.100.7', GLOBEX)],
      [login(120_000, '198.51.100.7')],
    );
    const rules = { kind: 'find', ...changed(HUNTED) } as const;
    const found = await hunt(store, rules);
    expect(idsOf(found)).toEqual(['found 110000 0:1000:0', 'found 110000 0:121000:0']);
    expect(found.counts).toMatchObject({ objects: 2, lines: 3, events: 3, quarantined: 0, found: 2, duplicates: 0 });
    const short = { from: '2026-02-18T10:30:00.000Z', to: '2026-02-18T11:00:00.000Z' };
    expect(idsOf(await hunt(store, rules, 9, short))).toEqual(['found 110000 0:121000:0']);
  });

  it('counts what happened shortly before the period for stateful rules', async () => {
    const store = await archived([0, 1_000, 2_000, 3_000].map((n) => login(n, '198.51.100.7')));
    const rule = changed(
      `<group name="hunt,"><rule id="110001" level="9" frequency="4" timeframe="60"><if_matched_sid>100001</if_matched_sid>
       <same_field>source_ip</same_field><description>Again</description></rule></group>`,
    );
    const period = { from: '2026-02-18T10:29:03.000Z', to: '2026-02-18T11:00:00.000Z' };
    const { alerts, counts } = await hunt(store, { kind: 'compare', current, ...rule }, 9, period);
    expect(alerts.map(({ alert }) => alert.timestamp)).toEqual([]);
    expect(counts).toMatchObject({ events: 1, alerts_before: 1 });
  });

  it('reads positions that two objects hold once', async () => {
    const lines = [0, 1, 2, 3, 4].map((n) => login(n, '198.51.100.7'));
    const store = await archived(lines.slice(1, 3));
    const other = await archived(lines);
    for await (const key of other.keys(ACME)) {
      const object = await other.get(ACME, key);
      if (object) await store.put(ACME, key, object.body, object.metadata);
    }
    const found = await hunt(store, { kind: 'find', ...changed(HUNTED) });
    expect(found.counts).toMatchObject({ objects: 2, lines: 7, duplicates: 2, found: 5 });
    expect(new Set(idsOf(found)).size).toBe(5);
  });

  it('leaves out what the edge offered twice, as the pipeline does', async () => {
    const line = login(0, '198.51.100.7');
    const again = { position: { shard: 1, sequence: '7', subindex: 0 }, envelope: line.envelope };
    const store = await archived([line], [again]);
    const found = await hunt(store, { kind: 'find', ...changed(HUNTED) });
    expect(found.counts).toMatchObject({ lines: 2, quarantined: 1, found: 1 });
  });

  it('says what a changed rule adds and removes', async () => {
    const store = await archived([0, 1_000, 2_000, 3_000].map((n) => login(n, '198.51.100.7')));
    const quieter =
      changed(`<group name="test,"><rule id="100001" level="0" overwrite="yes"><decoded_as>json</decoded_as>
      <field name="event_type">^login_failed$</field><description>Failed login</description></rule></group>`);
    const { counts } = await hunt(store, { kind: 'compare', current, ...quieter });
    // Level 0 makes no alert and is not counted, so the stateful rule falls silent too.
    expect(counts).toMatchObject({ alerts_before: 4, alerts_after: 0, removed: 4, added: 0, found: 0 });
    const louder = changed(HUNTED);
    const { counts: more } = await hunt(store, { kind: 'compare', current, ...louder });
    expect(more).toMatchObject({ alerts_before: 4, alerts_after: 4, added: 4, removed: 4, found: 4 });
  });

  it('says what a suppression removes; stateful rules count on', async () => {
    const store = await archived(
      [0, 1_000, 2_000, 3_000].map((n) => login(n, '198.51.100.7')),
      [login(4_000, '198.51.100.8')],
    );
    const suppression = { rule_id: '100001', where: { field: 'ip', value: '198.51.100.7' } };
    const { alerts, counts } = await hunt(store, { kind: 'suppress', current, suppression });
    expect(counts).toMatchObject({ alerts_before: 5, alerts_after: 2, removed: 3 });
    expect(alerts.every(({ change, alert }) => change === 'removed' && alert.rule.id === '100001')).toBe(true);
  });

  it('fails where an object is damaged, rather than finding less', async () => {
    const store = await archived([login(0, '198.51.100.7')]);
    await store.put(
      ACME,
      'logs/tenant=acme-bank/date=2026-02-18/hour=10/0-5.0.ndjson.gz',
      new TextEncoder().encode('no gzip'),
      {},
    );
    await expect(hunt(store, { kind: 'find', ...changed(HUNTED) })).rejects.toThrow('0-5.0.ndjson.gz is damaged');
  });

  it('gives the same alerts however objects are cut, over shards, and in parts', async () => {
    const stateful = changed(`<group name="hunt,"><rule id="110001" level="9" frequency="3" timeframe="30">
      <if_matched_sid>100001</if_matched_sid><same_field>source_ip</same_field><description>Again</description></rule></group>`);
    const one = fc.record({ at: fc.integer({ min: 0, max: 90_000 }), host: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(one, { minLength: 1, maxLength: 60, selector: ({ at }) => at }),
        fc.infiniteStream(fc.integer({ min: 1, max: 12 })),
        fc.integer({ min: 1, max: 4 }),
        async (logins, sizes, objectsAPart) => {
          const lines = logins
            .toSorted((a, b) => a.at - b.at)
            .map(({ at, host }) => login(at, `198.51.100.${host}`, ACME, host % 2));
          const whole = await archived(...Map.groupBy(lines, ({ position }) => position.shard).values());
          const pieces: StreamLine[][] = [];
          for (const own of Map.groupBy(lines, ({ position }) => position.shard).values())
            for (let at = 0; at < own.length; ) {
              const size = sizes.next().value ?? 1;
              pieces.push(own.slice(at, at + size));
              at += size;
            }
          const rules = { kind: 'compare', current, ...stateful } as const;
          const [expected, actual] = [
            await hunt(whole, rules),
            await hunt(await archived(...pieces), rules, objectsAPart),
          ];
          expect(idsOf(actual).toSorted()).toEqual(idsOf(expected).toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives what evaluating all events in order gives, whatever the order in which they were received', async () => {
    const stateful = changed(`<group name="hunt,"><rule id="110001" level="9" frequency="3" timeframe="30">
      <if_matched_sid>100001</if_matched_sid><same_field>source_ip</same_field><description>Again</description></rule></group>`);
    const one = fc.record({
      at: fc.integer({ min: 0, max: 90_000 }),
      host: fc.integer({ min: 1, max: 2 }),
      delay: fc.integer({ min: 0, max: 9_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(one, { minLength: 1, maxLength: 60, selector: ({ at, delay }) => at + delay }),
        fc.integer({ min: 1, max: 9 }),
        async (logins, size) => {
          const lines = logins
            .toSorted((a, b) => a.at + a.delay - (b.at + b.delay))
            .map(({ at, host, delay }) => {
              const line = login(at, `198.51.100.${host}`);
              const { position, envelope } = login(at + delay, 'x');
              return { position, envelope: { ...envelope, raw: line.envelope.raw } };
            });
          const batches = lines.flatMap((_, n) => (n % size === 0 ? [lines.slice(n, n + size)] : []));
          const events = lines.flatMap(({ position, envelope }) => {
            const toEvent = huntNormalizer(ACME, NORMALIZE, retriesOf());
            return toEvent({ position: eventIdOf(position), ...envelope }) ?? [];
          });
          const { alerts } = evaluatePrepared(
            prepareEvents(events, stateful.candidate),
            stateful.candidate,
            memoryWindows(),
          );
          const expected = alerts.filter(({ rule }) => rule.id === '110001').map(({ id }) => id);
          const found = await hunt(await archived(...batches), { kind: 'find', ...stateful }, 2);
          expect(found.alerts.map(({ alert }) => alert.id)).toEqual(expected);
          expect(found.counts.late).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
