import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf, rulesetOf } from '../../../test/support/ruleset.ts';
import type { WindowKey } from '../../ports/correlation-store.ts';
import { evaluateLine } from '../evaluate.ts';
import type { LogLine } from '../line.ts';
import { windowsNeeded } from '../prepare.ts';
import type { WindowState } from './window.ts';
import { memoryWindows } from './windows.ts';

const RULESET = rulesetOf({
  decoders: `<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder><fts>name, user</fts></decoder>`,
  rules: `<group name="t,">
    <rule id="100" level="0"><decoded_as>json</decoded_as></rule>
    <rule id="101" level="5"><if_sid>100</if_sid><field name="kind">^failed$</field><group>failures,</group></rule>
    <rule id="102" level="3"><if_sid>100</if_sid><field name="kind">^ok$</field></rule>
    <rule id="103" level="10" frequency="3" timeframe="60"><if_matched_sid>101</if_matched_sid><same_field>ip</same_field></rule>
    <rule id="104" level="12" frequency="4" timeframe="90"><if_matched_sid>101</if_matched_sid><same_field>user</same_field><not_same_field>ip</not_same_field></rule>
    <rule id="105" level="13"><if_sid>102</if_sid><if_matched_sid>103</if_matched_sid><same_field>ip</same_field></rule>
    <rule id="106" level="7" frequency="5" timeframe="120"><if_matched_group>t</if_matched_group></rule>
    <rule id="107" level="8"><if_sid>102</if_sid><if_fts /></rule>
    <rule id="108" level="9" frequency="2" ignore="20"><if_matched_sid>102</if_matched_sid><same_field>user</same_field></rule>
  </group>`,
});

type Store = Map<string, { key: WindowKey; json: string }>;

/** As detect does it live: load what the batch needs, evaluate, save what changed, as JSON. */
const process = (store: Store, batch: readonly LogLine[], alerts: Map<string, string>): void => {
  const keys = new Map<string, WindowKey>();
  for (const line of batch) {
    for (const key of windowsNeeded(RULESET, line)) keys.set(`${key.ruleId} ${key.group}`, key);
  }
  const loaded = [...keys].flatMap(([text, key]) => {
    const json = store.get(text)?.json;
    return json === undefined ? [] : [{ key, state: JSON.parse(json) as WindowState }];
  });
  const windows = memoryWindows(loaded);
  for (const line of batch) {
    const { rule, correlation, instead } = evaluateLine(RULESET, line, windows);
    const text = JSON.stringify([rule?.id, instead?.id, correlation?.counted]);
    const before = alerts.get(line.id);
    if (before !== undefined) expect(text).toBe(before);
    alerts.set(line.id, text);
  }
  for (const { key, state } of windows.changed()) {
    const text = `${key.ruleId} ${key.group}`;
    expect(keys.has(text), `${text} was not announced`).toBe(true);
    store.set(text, { key, json: JSON.stringify(state) });
  }
};

const lines = fc
  .array(
    fc.record({
      kind: fc.constantFrom('failed', 'failed', 'failed', 'ok'),
      ip: fc.constantFrom('10.0.0.1', '10.0.0.2'),
      user: fc.constantFrom('bob', 'eve'),
      gap: fc.constantFrom(0, 0, 500, 1_000, 20_000),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((events) => {
    let time = 1_771_410_645_000;
    return events.map(({ gap, ...event }, index) => {
      time += gap;
      return lineOf(JSON.stringify(event), { time, id: `0:${1_000 + index}:0` });
    });
  });

describe('delivery', () => {
  it('any split into batches, with any of them delivered again, gives the alerts of one pass', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.boolean(), fc.nat(20))), (all, cuts) => {
        const whole = new Map<string, string>();
        process(new Map(), all, whole);

        const alerts = new Map<string, string>();
        const store: Store = new Map();
        let start = 0;
        for (const [size, again, back] of cuts) {
          const batch = all.slice(start, start + size);
          process(store, batch, alerts);
          // Again, with other boundaries: the same batch, or one that begins earlier and ends within it.
          if (again) process(store, all.slice(Math.max(0, start - back), start + Math.ceil(size / 2)), alerts);
          start += size;
        }
        process(store, all.slice(start), alerts);
        process(store, all, alerts);
        expect(Object.fromEntries(alerts)).toEqual(Object.fromEntries(whole));
      }),
      { numRuns: 150 },
    );
  });

  it('a late event is counted in its place, and the same for every split', () => {
    const failed = (seconds: number, id: number): LogLine =>
      lineOf('{"kind":"failed","ip":"10.0.0.1","user":"bob"}', { time: seconds * 1000, id: `0:${id}:0` });
    const arriving = [failed(100, 1), failed(102, 3), failed(101, 2), failed(103, 4)];
    const once = new Map<string, string>();
    process(new Map(), arriving, once);
    const singly = new Map<string, string>();
    const store: Store = new Map();
    for (const line of arriving) process(store, [line], singly);
    expect(singly).toEqual(once);
    expect([...once.values()].filter((text) => text.startsWith('["103"'))).toEqual(['["103",null,["0:2:0","0:3:0"]]']);
  });

  it('windows are bounded, also under a flood', () => {
    const windows = memoryWindows();
    for (let index = 0; index < 5_000; index++) {
      evaluateLine(
        RULESET,
        lineOf('{"kind":"failed","ip":"10.0.0.1","user":"bob"}', { time: index, id: `0:${index}:0` }),
        windows,
      );
    }
    const sizes = windows.changed().map(({ state }) => JSON.stringify(state).length);
    expect(Math.max(...sizes)).toBeLessThan(300_000);
    expect(Math.max(...windows.changed().map(({ state }) => state.hits.length))).toBeLessThanOrEqual(20);
  });

  it('a group of any length has a key of bounded length', () => {
    const line = lineOf(JSON.stringify({ kind: 'failed', ip: 'x'.repeat(100_000), user: 'u' }));
    for (const { group } of windowsNeeded(RULESET, line)) expect(group.length).toBeLessThan(600);
  });
});
