import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveTools } from '../../../adapters/archive-tools.ts';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryPackStore } from '../../../adapters/memory/pack-store.ts';
import { memoryRepeatWindows } from '../../../adapters/memory/repeat-windows.ts';
import { testSigner } from '../../../test/support/events.ts';
import { ACME, bankingLine, streamLine } from '../../../test/support/lines.ts';
import { mortalAt } from '../../../test/support/mortal.ts';
import type { StreamLine } from '../../archive/stored-line.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import type { QuarantineEntry } from '../../model/quarantine.ts';
import type { PackStore } from '../../ports/pack-store.ts';
import type { RepeatWindows } from '../../ports/repeat-windows.ts';
import { NO_PARSERS } from '../parse/parser-set.ts';
import { DEFAULT_ZONES } from '../zones.ts';
import { type NormalizeDependencies, normalizeLines } from './normalize-lines.ts';
import { repeatMemory } from './repeat-memory.ts';

type Stores = { readonly packs: PackStore; readonly windows: RepeatWindows };

const processOver = ({ packs, windows }: Stores): NormalizeDependencies => ({
  packs,
  repeats: repeatMemory(windows),
  dataKeys: { signerFor: async () => testSigner },
  hasher: nodeHasher,
  base64: archiveTools.base64,
  zones: DEFAULT_ZONES,
  parsers: async () => NO_PARSERS,
  compressedSize: (events) => events.length * 9_000,
});
const storesOf = (): Stores => ({ packs: memoryPackStore(), windows: memoryRepeatWindows() });
const dependenciesOf = (): NormalizeDependencies => processOver(storesOf());

const lines: StreamLine[] = Array.from({ length: 120 }, (_, n) =>
  streamLine(n, n % 17 === 3 ? '{"broken":' : bankingLine(n % 40)),
);

const content = async ({ packs }: NormalizeDependencies) => {
  const events: NormalizedEvent[] = [];
  for await (const pack of packs.packsOf(ACME, '2026-02-18T10')) events.push(...pack.events);
  const quarantined: QuarantineEntry[] = [];
  for await (const entry of packs.quarantined(ACME, '2026-02-18')) quarantined.push(entry);
  return { events, quarantined };
};

const dyingAt = ({ packs, windows }: Stores, n: number): NormalizeDependencies => {
  const mortal = mortalAt(n);
  return processOver({ packs: mortal(packs), windows: mortal(windows) });
};

/** The same lines, received so far apart that the window spans them and most of its minutes are closed. */
const slowLines: StreamLine[] = lines.map(({ position, envelope }, n) => ({
  position,
  envelope: { ...envelope, receivedAt: new Date(Date.parse(envelope.receivedAt) + n * 7_000).toISOString() },
}));

describe('normalizeLines', () => {
  it('makes an event or a quarantine entry of every line', async () => {
    const dependencies = dependenciesOf();
    const outcome = await normalizeLines(ACME, lines, dependencies);
    const { events, quarantined } = await content(dependencies);
    expect(events.length + quarantined.length).toBe(lines.length);
    expect(quarantined.map(({ reason }) => reason)).toEqual(Array(7).fill('json_malformed'));
    expect(outcome).toMatchObject({ normalized: events.length, alreadyDone: 0 });
    expect(events.filter((event) => event['event.repeated'])).toHaveLength(events.length - 40);
  });

  it('quarantines every part of an over-long line, also one that looks like a line', async () => {
    const dependencies = dependenciesOf();
    const parts = [1, 2].map((part) => {
      const { position, envelope } = streamLine(part, bankingLine(part));
      return { position, envelope: { ...envelope, ingestId: `edge-7/part-${part}-of-2` } };
    });
    await normalizeLines(ACME, [...parts, streamLine(3, bankingLine(3))], dependencies);
    const { events, quarantined } = await content(dependencies);
    expect(events.map((event) => event['event.ingest_id'])).toEqual(['ingest-3']);
    expect(quarantined.map(({ id, reason }) => [id, reason])).toEqual([
      ['0:1001:0', 'line_too_long'],
      ['0:1002:0', 'line_too_long'],
    ]);
    expect(quarantined[0]?.detail).toContain('edge-7/part-1-of-2');
  });

  it.each([
    ['at once', lines],
    ['over 14 minutes', slowLines],
  ])(
    'ends with the same stores however the stream is cut, redelivered, killed and shared: lines received %s',
    async (_, all) => {
      const reference = dependenciesOf();
      await normalizeLines(ACME, all, reference);
      const expected = await content(reference);
      const batch = fc.record({
        size: fc.integer({ min: 1, max: 50 }),
        back: fc.nat(30),
        killed: fc.option(fc.integer({ min: 1, max: 9 })),
        process: fc.nat(1),
      });
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(batch), async (batches) => {
          const stores = storesOf();
          const processes = [processOver(stores), processOver(stores)];
          let at = 0;
          for (const { size, back, killed, process } of batches) {
            const part = all.slice(Math.max(0, at - back), at + size);
            if (killed !== null) await normalizeLines(ACME, part, dyingAt(stores, killed)).catch(() => undefined);
            await normalizeLines(ACME, part, processes[process] ?? processOver(stores));
            at += size;
            if (at >= all.length) break;
          }
          expect(await content(processOver(stores))).toEqual(expected);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('reads a closed minute once', async () => {
    const { packs, windows } = storesOf();
    const asked: string[] = [];
    const counted: RepeatWindows = {
      ...windows,
      ofMinute: (tenant, minute) => {
        asked.push(minute);
        return windows.ofMinute(tenant, minute);
      },
    };
    const dependencies = processOver({ packs, windows: counted });
    for (let at = 0; at < slowLines.length; at += 2)
      await normalizeLines(ACME, slowLines.slice(at, at + 2), dependencies);
    const reads = Map.groupBy(asked, (minute) => minute);
    const [, , , , , , ...later] = [...reads.values()];
    expect(later.length).toBeGreaterThan(5);
    expect(Math.max(...later.map((times) => times.length))).toBeLessThanOrEqual(12);
  });

  it('drops what the edge offered twice, with a reason', async () => {
    const dependencies = dependenciesOf();
    const [first] = lines;
    if (!first) throw new Error('no line');
    const again = { ...first, position: { ...first.position, sequence: '5000' } };
    await normalizeLines(ACME, [first, again], dependencies);
    const { events, quarantined } = await content(dependencies);
    expect(events).toHaveLength(1);
    expect(quarantined.map(({ id, reason }) => [id, reason])).toEqual([['0:5000:0', 'retried']]);
  });

  it('masks card security data before anything else sees the line', async () => {
    const dependencies = dependenciesOf();
    const raw =
      '{"log_type":"core_banking","event_type":"card_payment","cvv":"907","timestamp":"2026-02-18T10:29:00Z"}';
    await normalizeLines(ACME, [streamLine(0, raw)], dependencies);
    expect(JSON.stringify(await content(dependencies))).not.toContain('907');
  });

  it('keeps packs under their bound', async () => {
    const dependencies = dependenciesOf();
    const sizes: number[] = [];
    const packs: PackStore = {
      ...dependencies.packs,
      put: (tenant, pack) => {
        sizes.push(pack.events.length);
        return dependencies.packs.put(tenant, pack);
      },
    };
    await normalizeLines(ACME, lines, { ...dependencies, packs });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(33);
    expect(sizes.length).toBeGreaterThan(3);
  });
});
