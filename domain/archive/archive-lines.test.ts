import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { memoryArchiveStore } from '../../adapters/memory/archive-store.ts';
import { type EventId, eventIdOf } from '../model/position.ts';
import { TenantId } from '../model/tenant.ts';
import type { ArchiveStore } from '../ports/archive-store.ts';
import { archiveLines } from './archive-lines.ts';
import { linesOfBody } from './archive-object.ts';
import { findLine, proofOf } from './evidence.ts';
import { leafHash, rootFromProof } from './merkle.ts';
import type { StreamLine } from './stored-line.ts';
import { verifyArchive } from './verify-object.ts';

const tenant = TenantId.parse('acme-bank');
const lineAt = (n: number, raw = `line ${n}`): StreamLine => ({
  position: { shard: 0, sequence: String(1000 + n), subindex: 0 },
  envelope: {
    tenant,
    source: 'tcp-5140',
    trust: 'medium',
    receivedAt: '2026-02-18T10:30:45.120Z',
    ingestId: `i-${n}`,
    encoding: 'utf8',
    raw,
  },
});
const lines = Array.from({ length: 700 }, (_, n) => lineAt(n));

const content = async (store: ArchiveStore): Promise<string[]> => {
  const texts: string[] = [];
  for await (const { key } of store.manifests(tenant))
    texts.push(...linesOfBody((await store.get(tenant, key))?.body ?? new Uint8Array(), archiveTools));
  return texts;
};

describe('archiveLines', () => {
  it('stores each position once, however the stream is cut and redelivered', async () => {
    const whole = memoryArchiveStore();
    await archiveLines(tenant, lines, whole, archiveTools);
    const expected = await content(whole);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(699), fc.nat(80)), { maxLength: 8 }), async (redelivered) => {
        const store = memoryArchiveStore();
        for (let at = 0; at < lines.length; at += 150)
          await archiveLines(tenant, lines.slice(at, at + 150), store, archiveTools);
        for (const [from, count] of redelivered)
          await archiveLines(tenant, lines.slice(from, from + count), store, archiveTools);
        expect(await content(store)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('takes up where a try ended that died between object and manifest', async () => {
    const store = memoryArchiveStore();
    const dying: ArchiveStore = { ...store, putManifest: () => Promise.reject(new Error('killed')) };
    const secret = lineAt(3, '{"cvv":"123"}');
    const batch = [...lines.slice(0, 3), secret, ...lines.slice(4, 300)];
    await expect(archiveLines(tenant, batch.slice(0, 200), dying, archiveTools)).rejects.toThrow('killed');
    const outcome = await archiveLines(tenant, batch, store, archiveTools);
    expect(outcome.manifests.map(({ lines: count, masked }) => [count, masked])).toEqual([
      [200, 1],
      [100, 0],
    ]);
    expect(await content(store)).toHaveLength(300);
    expect((await verifyArchive(tenant, store, archiveTools)).findings).toEqual([]);
  });

  it('can be verified while it goes on: an object whose manifest is about to come is no finding', async () => {
    const store = memoryArchiveStore();
    const busy: ArchiveStore = {
      ...store,
      async *manifests(of, since) {
        yield* store.manifests(of, since);
        await archiveLines(tenant, lines.slice(200, 300), store, archiveTools);
      },
      async *keys(of) {
        const dying: ArchiveStore = { ...store, putManifest: () => Promise.reject(new Error('still to come')) };
        await archiveLines(tenant, lines.slice(200, 300), dying, archiveTools).catch(() => undefined);
        yield* store.keys(of);
      },
    };
    expect((await verifyArchive(tenant, busy, archiveTools)).findings).toEqual([]);
  });

  it('never stores a card security code', async () => {
    const store = memoryArchiveStore();
    await archiveLines(tenant, [lineAt(0, '{"pan":"4111111111111111","cvv":"987"}')], store, archiveTools);
    const [text = ''] = await content(store);
    expect(text).not.toContain('987');
    expect(JSON.parse(text).masked).toEqual([{ kind: 'card_security_code', offset: 33, length: 3 }]);
  });
});

describe('findLine', () => {
  it('reads any position back with a proof that leads to the recorded root', async () => {
    const store = memoryArchiveStore();
    await archiveLines(tenant, lines, store, archiveTools);
    for (const n of [0, 255, 256, 511, 699]) {
      const id = eventIdOf(lines[n]?.position ?? { shard: 0, sequence: '0', subindex: 0 });
      const found = await findLine(tenant, id, store, archiveTools);
      expect(found?.line.raw).toBe(`line ${n}`);
      if (!found) continue;
      const proof = (await proofOf(tenant, found, store, archiveTools)) ?? [];
      const leaf = leafHash(Buffer.from(found.text), archiveTools.sha256);
      const path = proof.map((hash) => Buffer.from(hash, 'hex'));
      const root = rootFromProof(leaf, found.index, found.manifest.lines, path, archiveTools.sha256);
      expect(Buffer.from(root ?? []).toString('hex')).toBe(found.manifest.merkleRoot);
    }
    expect(await findLine(tenant, '0:1:0' as EventId, store, archiveTools)).toBeUndefined();
  });
});

describe('verifyArchive', () => {
  it('names the object of which a byte was flipped, and the one that is gone', async () => {
    const store = memoryArchiveStore();
    await archiveLines(tenant, lines.slice(0, 300), store, archiveTools);
    await archiveLines(tenant, lines.slice(300), store, archiveTools);
    const keys: string[] = [];
    for await (const { key } of store.manifests(tenant)) keys.push(key);
    const flipped: ArchiveStore = {
      ...store,
      get: async (owner, key) => {
        const object = await store.get(owner, key);
        if (key === keys[0]) return undefined;
        const body = Uint8Array.from(object?.body ?? []);
        body[40] = (body[40] ?? 0) ^ 1;
        return object && { ...object, body };
      },
    };
    const { findings } = await verifyArchive(tenant, flipped, archiveTools);
    expect(findings.map(({ key }) => key)).toEqual(keys);
    expect(findings[0]?.finding).toBe('missing');
    expect(['unreadable', 'bytes_differ', 'root_differs']).toContain(findings[1]?.finding);
  });
});
