import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryAlertStore } from '../../../adapters/memory/alert-store.ts';
import { memoryCorrelationStore } from '../../../adapters/memory/correlation-store.ts';
import { memoryPackStore } from '../../../adapters/memory/pack-store.ts';
import { eventOf } from '../../../test/support/events.ts';
import { ACME } from '../../../test/support/lines.ts';
import { mortalAt } from '../../../test/support/mortal.ts';
import type { Alert } from '../../model/alert.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import { positionOf, sortableKeyOf } from '../../model/position.ts';
import { entitiesOf } from '../../normalize/entities.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { Pack } from '../../ports/pack-store.ts';
import type { WindowState } from '../composite/window.ts';
import { compileRuleset } from '../ruleset.ts';
import { type DetectDependencies, detectPacks } from './detect-pack.ts';

const RULES = `
<group name="test,">
  <rule id="1" level="0" noalert="1"><category>syslog</category></rule>
  <rule id="7" level="0" noalert="1"><category>ossec</category></rule>
  <rule id="100001" level="3">
    <decoded_as>json</decoded_as><field name="event_type">^login_failed$</field>
    <description>Failed login of $(user_id)</description>
  </rule>
  <rule id="100100" level="10" frequency="10" timeframe="60">
    <if_matched_sid>100001</if_matched_sid><same_field>source_ip</same_field>
    <description>Many failed logins from $(source_ip)</description><mitre><id>T1110</id></mitre>
  </rule>
</group>`;
const DECODERS = '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>';

const ruleset = compileRuleset(
  { decoders: [{ name: 'd.xml', text: DECODERS }], rules: [{ name: 'r.xml', text: RULES }], lists: [] },
  nodeHasher,
);
const catalogue = new Map([['T1110', { technique: 'Brute Force', tactics: ['Credential Access'] }]]);
const context = { hasher: nodeHasher, rulesetVersion: ruleset.version, catalogue, entitiesOf };

type Testbed = DetectDependencies & { readonly alerts: AlertStore; readonly sent: Alert[] };
const testbed = (): Testbed => {
  const sent: Alert[] = [];
  return {
    detector: { ruleset, context },
    packs: memoryPackStore(),
    alerts: memoryAlertStore(),
    queue: { send: async (_tenant, alerts) => void sent.push(...alerts) },
    windows: memoryCorrelationStore<WindowState>(),
    clock: () => Date.parse('2026-02-18T10:31:00Z'),
    sent,
  };
};

const failedLogin = (ip: string): string =>
  JSON.stringify({
    timestamp: '2026-02-18T10:29:59.000Z',
    log_type: 'core_banking',
    event_type: 'login_failed',
    user_id: 'john.smith',
    source_ip: ip,
  });

const packOf = (events: readonly NormalizedEvent[]): Pack & { packKey: string } => {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('a pack has events');
  const position = positionOf(first['event.id']);
  const head = { tenant: ACME, hour: '2026-02-18T10', bucket: 0, first: position, packKey: sortableKeyOf(position) };
  return { ...head, last: positionOf(last['event.id']), events };
};

const stored = async ({ alerts }: Testbed): Promise<Alert[]> => [
  ...(await alerts.list(ACME, '2026-02-18T00:00:00Z', '2026-02-19T00:00:00Z', 10_000)).items,
];
const idsOf = (alerts: readonly Alert[]): string[] => [...new Set(alerts.map(({ id }) => id))].sort();

const events = Array.from({ length: 100 }, (_, n) => eventOf(failedLogin('198.51.100.7'), n, ACME));
const mixed = Array.from({ length: 90 }, (_, n) => eventOf(failedLogin(`198.51.100.${n % 3}`), n, ACME));

describe('detectPacks', () => {
  it('fires a rule of frequency 10 ten times on 100 identical lines, and names the address only', async () => {
    const bed = testbed();
    await detectPacks(ACME, [packOf(events)], bed);
    const alerts = await stored(bed);
    const brute = alerts.filter(({ rule }) => rule.id === '100100');
    expect(brute).toHaveLength(10);
    expect(alerts).toHaveLength(100);
    expect(brute[0]).toMatchObject({
      severity: 'CRITICAL',
      entities: [{ kind: 'ip', value: '198.51.100.7' }],
      rule: { description: 'Many failed logins from 198.51.100.7', mitre: { technique: ['Brute Force'] } },
    });
    expect(brute[0]?.event_ids).toHaveLength(10);
  });

  it('gives the same alerts however packs are cut, delivered again and killed', async () => {
    const reference = testbed();
    await detectPacks(ACME, [packOf(mixed)], reference);
    const expected = idsOf(await stored(reference));
    const step = fc.record({
      size: fc.integer({ min: 1, max: 30 }),
      killed: fc.option(fc.integer({ min: 1, max: 12 })),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(step), async (steps) => {
        const bed = testbed();
        let at = 0;
        for (const { size, killed, again } of steps) {
          const pack = packOf(mixed.slice(at, at + size));
          if (killed !== null) {
            const mortal = mortalAt(killed);
            const { packs, alerts, queue, windows } = bed;
            const dying = {
              ...bed,
              packs: mortal(packs),
              alerts: mortal(alerts),
              queue: mortal(queue),
              windows: mortal(windows),
            };
            await detectPacks(ACME, [pack], dying).catch(() => undefined);
          }
          await detectPacks(ACME, [pack], bed);
          if (again) expect((await detectPacks(ACME, [pack, pack], bed)).before).toBe(2);
          at += size;
          if (at >= mixed.length) break;
        }
        expect(idsOf(await stored(bed))).toEqual(expected);
        expect(idsOf(bed.sent)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('counts right when two packs of the tenant are evaluated at the same time', async () => {
    const bed = testbed();
    await Promise.all([0, 25, 50, 75].map((from) => detectPacks(ACME, [packOf(events.slice(from, from + 25))], bed)));
    const alerts = await stored(bed);
    expect(
      alerts.filter(({ rule }) => rule.id === '100001').length +
        alerts.filter(({ rule }) => rule.id === '100100').length,
    ).toBe(100);
    expect(alerts.filter(({ rule }) => rule.id === '100100').length).toBeGreaterThanOrEqual(8);
  });
});
