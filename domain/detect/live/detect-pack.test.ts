import { describe, expect, it } from 'vitest';
import { ACME } from '../../../test/support/lines.ts';
import { killedAt } from '../../../test/support/mortal.ts';
import { rulesetOf } from '../../../test/support/ruleset.ts';
import type { Alert } from '../../model/alert.ts';
import { HOUR_MS } from '../../model/time.ts';
import { detectPacks, summaryOf } from './detect-pack.ts';
import { arrivedPack } from './pack-progress.ts';
import { liveSystem, packOf } from './testing/live-system.ts';
import { eventAt, START } from './testing/scripted-events.ts';
import { statefulDetector } from './testing/stateful-rules.ts';

const lineOf = (kind: string, ip = '10.0.0.1', account = 'bob'): string => JSON.stringify({ kind, ip, account });
const failed = (n: number, time: number, ip?: string, receivedAt?: number) =>
  eventAt(lineOf('failed', ip), `0:${1_000 + n}:0`, time, receivedAt);
const rulesOf = (alerts: readonly Alert[]): string[] =>
  alerts.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1)).map(({ rule }) => rule.id);
const idsOf = (alerts: readonly Alert[]): string[] => alerts.map(({ id }) => id).sort();
const JSON_DECODER =
  '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>';
const system = (entries?: number) => liveSystem(statefulDetector, entries);

describe('what is held', () => {
  it('an event that touches no window is evaluated at once, one that does half a second later', async () => {
    const live = system();
    const pack = packOf([eventAt(lineOf('plain'), '0:1:0', START), failed(1, START)]);
    const { outcomes, held } = await live.invoke([pack]);
    expect(summaryOf(outcomes)).toMatchObject({ evaluated: 1, alerts: [{ rule: { id: '91' } }] });
    expect(held).toBe(1);
    expect(await live.receipt(pack)).toBeUndefined();
    await live.goTo(START + 499);
    expect((await live.invoke([])).outcomes).toEqual([]);
    await live.goTo(START + 500);
    expect(rulesOf((await live.invoke([])).outcomes.flatMap(({ alert }) => alert ?? []))).toEqual(['101']);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2, errored: {}, alerts: { '2026-02-18T10:30': 2 } });
    expect(await live.held()).toEqual([]);
  });

  it('an invocation that comes shortly before events are due waits for them, once', async () => {
    const live = system();
    live.pausesTakeTime();
    const [early, later] = [failed(1, START), failed(2, START + 300)];
    await live.invoke([packOf([early])]);
    expect(live.now()).toBe(START);
    await live.goTo(START + 300);
    const { outcomes } = await live.invoke([packOf([later])]);
    expect(outcomes.map(({ event }) => event)).toEqual([early]);
    expect(live.now() - START).toBeGreaterThanOrEqual(500);
    expect(live.now() - START).toBeLessThan(600);
    expect((await live.held()).map(({ waiting }) => waiting)).toEqual([[0]]);
  });

  it('a pack without such events gets its receipt at once and sets no timer', async () => {
    const live = system();
    const pack = packOf([eventAt(lineOf('plain'), '0:1:0', START)]);
    await live.invoke([pack]);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 1 });
    expect(live.timers()).toBe(0);
  });

  it('later packs release what is due; nobody waits for silence', async () => {
    const live = system();
    const months = 90 * 24 * HOUR_MS;
    const all = Array.from({ length: 40 }, (_, n) =>
      // A backfill: events of months ago, received now.
      failed(n, START - months + n * 60_000, undefined, START + n * 100),
    );
    for (const [n, event] of all.entries()) {
      await live.goTo(START + n * 100);
      await live.invoke([packOf([event])]);
    }
    await live.settle();
    const lags = all.map(
      (event) => (live.evaluatedAt.get(event['event.id']) ?? 0) - Date.parse(event['event.ingested']),
    );
    expect(lags.slice(0, -5)).toEqual(lags.slice(0, -5).map(() => 500));
    expect(Math.max(...lags)).toBeLessThanOrEqual(1_000);
  });

  it('the last packs of a tenant are released by the timer', async () => {
    const live = system();
    await live.invoke([packOf([failed(1, START)])]);
    await live.settle();
    expect(live.now() - START).toBeLessThanOrEqual(2_000);
    expect(rulesOf(await live.alerts())).toEqual(['101']);
  });
});

describe('order', () => {
  it('an event that comes within half a second takes its place before younger ones', async () => {
    const live = system();
    await live.invoke([packOf([failed(1, START), failed(4, START + 300)])]);
    await live.goTo(START + 450);
    await live.invoke([packOf([failed(2, START + 100)])]);
    await live.settle();
    const fired = (await live.alerts()).filter(({ rule }) => rule.id === '103');
    expect(fired.map(({ event_ids }) => event_ids)).toEqual([['0:1001:0', '0:1002:0', '0:1004:0']]);
  });

  it('an event that comes later is late: counted as such, and evaluated', async () => {
    const live = system();
    await live.invoke([packOf([failed(1, START), failed(4, START + 300)])]);
    expect(await live.goTo(START + 1_100)).toBe(0);
    const late = packOf([failed(2, START + 100)]);
    await live.invoke([late]);
    expect(await live.goTo(START + 3_000)).toBe(1);
    expect(await live.receipt(late)).toMatchObject({ evaluated: 1 });
    expect(await live.alerts()).toHaveLength(3);
  });

  it('who claims to be two hours ahead neither holds up nor hides what others send', async () => {
    const live = system();
    await live.invoke([packOf([failed(0, START + 2 * HOUR_MS, undefined, START)])]);
    await live.goTo(START + 1_000);
    await live.invoke([packOf([failed(1, START + 1_000), failed(2, START + 1_001)])]);
    await live.settle();
    expect(live.now() - START).toBeLessThan(4_000);
    expect(rulesOf(await live.alerts()).toSorted()).toEqual(['101', '101', '103']);
  });

  it('who lags two hours behind is put in order among themselves, while others come and go', async () => {
    const ruleset = rulesetOf({
      decoders: JSON_DECODER,
      rules: `<group name="t,"><rule id="101" level="5"><decoded_as>json</decoded_as></rule>
        <rule id="103" level="10" frequency="3" timeframe="60"><if_matched_sid>101</if_matched_sid><same_field>ip</same_field></rule></group>`,
    });
    const live = liveSystem({ ruleset, context: { ...statefulDetector.context, rulesetVersion: ruleset.version } });
    const slow = (n: number, seconds: number) =>
      failed(n, START - 2 * HOUR_MS + seconds * 1_000, '10.0.0.2', live.now());
    const quick = (n: number) => failed(n, live.now());
    await live.invoke([packOf([quick(1)])]);
    await live.goTo(START + 300);
    await live.invoke([packOf([slow(2, 2)]), packOf([quick(3)])]);
    await live.goTo(START + 600);
    expect(summaryOf((await live.invoke([packOf([slow(4, 1)])])).outcomes)).toMatchObject({ evaluated: 1 });
    await live.goTo(START + 800);
    await live.invoke([packOf([slow(5, 3)])]);
    await live.settle();
    const fired = (await live.alerts()).filter(({ rule }) => rule.id === '103');
    expect(fired.map(({ event_ids }) => event_ids)).toEqual([['0:1004:0', '0:1002:0', '0:1005:0']]);
  });
});

const many = Array.from({ length: 15 }, (_, n) => failed(n, START + n, `10.0.0.${1 + (n % 2)}`));
const packs = [packOf(many.slice(0, 6)), packOf(many.slice(6, 10)), packOf(many.slice(10))];
const reference = async (): Promise<string[]> => {
  const live = system();
  await live.invoke(packs);
  await live.settle();
  return idsOf(await live.alerts());
};

describe('crashes', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any call: delivered again, all is evaluated once',
    async (moment) => {
      const expected = await reference();
      for (let n = 1; ; n++) {
        const live = system(20);
        const first = killedAt(n, moment);
        await live.invoke(packs.slice(0, 2));
        await live.goTo(START + 500);
        const outcome = await Promise.race([live.invoke(packs.slice(2), first.guard), first.killed]);
        await live.invoke(packs.slice(2));
        await live.settle();
        expect(idsOf(await live.alerts()), `killed ${moment} call ${n}`).toEqual(expected);
        expect([...new Set(idsOf(live.sent))]).toEqual(expected);
        const receipts = await Promise.all(packs.map((pack) => live.receipt(pack)));
        expect(receipts.map((receipt) => receipt?.evaluated)).toEqual([6, 4, 5]);
        expect(await live.held()).toEqual([]);
        if (outcome !== 'killed') {
          expect(n).toBeGreaterThan(10);
          break;
        }
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'killed %s any call of a release in silence: the timer goes on',
    async (moment) => {
      const expected = await reference();
      for (let n = 1; ; n++) {
        const live = system(20);
        await live.invoke(packs);
        await live.goTo(START + 900);
        live.takeTimers();
        const first = killedAt(n, moment);
        const outcome = await Promise.race([live.invoke([], first.guard, true), first.killed]);
        // Killed before it could set its timer: the queue itself delivers the message again.
        if (live.timers() === 0 && n <= 2) await live.invoke([]);
        await live.settle();
        expect(live.now() - START).toBeLessThan(4_000);
        expect(idsOf(await live.alerts()), `killed ${moment} call ${n}`).toEqual(expected);
        expect([...new Set(idsOf(live.sent))]).toEqual(expected);
        expect(await live.held()).toEqual([]);
        if (outcome !== 'killed') break;
      }
    },
  );

  it('an exception in the evaluation of one event is its error, and holds up no other', async () => {
    const context = {
      ...statefulDetector.context,
      entitiesOf: ({ 'event.id': id }: { readonly 'event.id': string }) => {
        if (id === '0:1002:0') throw new Error('poison');
        return [];
      },
    };
    const live = liveSystem({ ...statefulDetector, context });
    const pack = packOf([failed(1, START), failed(2, START + 1), failed(3, START + 2)]);
    await live.invoke([pack]);
    await live.settle();
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2, errored: { 'exception: poison': 1 } });
    expect(await live.alerts()).toHaveLength(2);
  });

  it('events of a pack that is gone are skipped, with the reason', async () => {
    const live = system();
    const pack = packOf([failed(1, START), failed(2, START + 1)]);
    await live.invoke([pack]);
    await live.goTo(START + 600);
    await live.invoke([], (port) => ('pack' in port ? { ...port, pack: async () => undefined } : port), true);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 0, skipped: { 'pack missing': 2 } });
    expect(await live.held()).toEqual([]);
  });
});

describe('bounds', () => {
  it('an event that changes more windows than a transaction takes', async () => {
    const composites = Array.from(
      { length: 130 },
      (_, n) =>
        `<rule id="${200 + n}" level="5" frequency="2"><if_matched_sid>100</if_matched_sid><description>d</description></rule>`,
    );
    const ruleset = rulesetOf({
      decoders: JSON_DECODER,
      rules: `<group name="t,"><rule id="100" level="3"><decoded_as>json</decoded_as></rule>${composites.join('')}</group>`,
    });
    const live = liveSystem({ ruleset, context: { ...statefulDetector.context, rulesetVersion: ruleset.version } });
    const pack = packOf([failed(1, START), failed(2, START + 1)]);
    await live.invoke([pack]);
    await live.settle();
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2, errored: {} });
    expect(rulesOf(await live.alerts())).toEqual(['100', '200']);
  });

  it('a line that uses up the budget of patterns on its way to windows is held for those that it does touch', async () => {
    const costly = Array.from(
      { length: 8 },
      (_, n) =>
        `<rule id="${200 + n}" level="9"><if_sid>103</if_sid><regex type="pcre2">^(a+)+\\1(?=b)$</regex></rule>`,
    );
    const ruleset = rulesetOf({
      rules: `<group name="t,"><rule id="101" level="3"><match>aaaa</match></rule>
        <rule id="105" level="3"><match>never</match></rule>
        <rule id="103" level="9"><if_sid>101</if_sid><if_matched_sid>105</if_matched_sid></rule>${costly.join('')}
        <rule id="102" level="5"><if_sid>101</if_sid><regex type="pcre2">^(a)\\1</regex></rule>
        <rule id="110" level="12" frequency="2"><if_matched_sid>102</if_matched_sid></rule></group>`,
    });
    const live = liveSystem({ ruleset, context: { ...statefulDetector.context, rulesetVersion: ruleset.version } });
    const lines = [0, 1].map((n) => eventAt('a'.repeat(5_000), `0:${1_000 + n}:0`, START + n));
    const pack = packOf(lines);
    await live.invoke([pack]);
    await live.settle();
    expect(rulesOf(await live.alerts())).toEqual(['102', '110']);
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 2, errored: {} });
  });

  it('a release ends in time for its Lambda; the timer goes on', async () => {
    const live = system(6);
    await live.invoke(packs);
    let now = START + 900;
    const clock = () => {
      now += 2_000;
      return now;
    };
    const ticking = { ...live.stores, clock };
    const { outcomes } = await detectPacks(ACME, [], ticking);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.length).toBeLessThan(many.length);
    await live.settle();
    expect(idsOf(await live.alerts())).toEqual(await reference());
  });

  it('where too many wait, nobody waits any longer', async () => {
    const live = system();
    const gone = packOf([failed(9, START)]);
    const waiting = Array.from({ length: 100_000 }, (_, index) => index);
    await live.stores.hold.hold(gone.tenant, arrivedPack(gone, waiting, START));
    const pack = packOf([failed(1, START)]);
    const { outcomes } = await live.invoke([pack]);
    expect(summaryOf(outcomes)).toMatchObject({ evaluated: 1 });
    expect(await live.receipt(pack)).toMatchObject({ evaluated: 1 });
  });

  it('side by side, one releases and the other leaves it to them', async () => {
    const live = system(6);
    await live.invoke(packs);
    await live.goTo(START + 500);
    const outcomes = await Promise.all([live.invoke([], undefined, true), live.invoke([], undefined, true)]);
    await live.settle();
    const evaluated = outcomes.flatMap(({ outcomes: done }) => done.map(({ event }) => event['event.id']));
    expect(evaluated).toHaveLength(new Set(evaluated).size);
    expect(outcomes.some(({ conflicts }) => conflicts > 0)).toBe(true);
    expect(idsOf(await live.alerts())).toEqual(await reference());
  });
});
