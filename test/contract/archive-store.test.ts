import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { memoryArchiveStore } from '../../adapters/memory/archive-store.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { archiveLines } from '../../domain/archive/archive-lines.ts';
import { findLine } from '../../domain/archive/evidence.ts';
import { verifyArchive } from '../../domain/archive/verify-object.ts';
import { eventIdOf } from '../../domain/model/position.ts';
import type { ArchiveManifest, ArchiveStore } from '../../domain/ports/archive-store.ts';
import { ACME, bankingLine, GLOBEX, streamLine } from '../support/lines.ts';
import { scratchTable } from '../support/scratch-table.ts';

const contract = (name: string, make: () => Promise<{ store: ArchiveStore; drop: () => Promise<void> }>) =>
  describe(`ArchiveStore: ${name}`, () => {
    let store: ArchiveStore;
    let drop: () => Promise<void>;
    beforeAll(async () => {
      ({ store, drop } = await make());
    });
    afterAll(() => drop());

    const key = `logs/tenant=${ACME}/date=2026-02-18/hour=09/0-1.0.ndjson.gz`;
    const all = async (since?: string): Promise<ArchiveManifest[]> => {
      const found: ArchiveManifest[] = [];
      for await (const manifest of store.manifests(ACME, since)) found.push(manifest);
      return found;
    };

    it('writes an object once and keeps its first bytes', async () => {
      expect(await store.put(ACME, key, Buffer.from('first'), { a: '1' })).toBe('stored');
      expect(await store.put(ACME, key, Buffer.from('second'), { a: '2' })).toBe('exists');
      const object = await store.get(ACME, key);
      expect(Buffer.from(object?.body ?? []).toString()).toBe('first');
      expect(object?.metadata).toMatchObject({ a: '1' });
      expect(Buffer.from((await store.getRange(ACME, key, 1, 3)) ?? []).toString()).toBe('irs');
      expect(await store.get(ACME, `${key}.other`)).toBeUndefined();
    });

    it('indexes positions of several objects and shards, and each tenant apart', async () => {
      for (const shard of [0, 1]) {
        const lines = Array.from({ length: 600 }, (_, n) => streamLine(n, bankingLine(n), ACME, shard));
        await archiveLines(ACME, lines.slice(0, 300), store, archiveTools);
        await archiveLines(ACME, lines.slice(280), store, archiveTools);
      }
      const manifests = await all();
      expect(manifests.map(({ shard, lines }) => [shard, lines])).toEqual([
        [0, 300],
        [0, 300],
        [1, 300],
        [1, 300],
      ]);
      expect(await all('2026-02-18T11')).toEqual([]);
      const id = eventIdOf({ shard: 1, sequence: '1299', subindex: 0 });
      expect((await findLine(ACME, id, store, archiveTools))?.line.raw).toBe(bankingLine(299));
      expect(await findLine(GLOBEX, id, store, archiveTools)).toBeUndefined();
      const within = await store.manifestsWithin(
        ACME,
        { shard: 0, sequence: '1299', subindex: 0 },
        { shard: 0, sequence: '1301', subindex: 0 },
      );
      expect(within).toHaveLength(2);
      const { findings, lines } = await verifyArchive(ACME, store, archiveTools);
      expect(lines).toBe(1200);
      expect(findings).toEqual([expect.objectContaining({ key, finding: 'unindexed' })]);
    });
  });

contract('memory', async () => ({ store: memoryArchiveStore(), drop: async () => undefined }));
contract('S3 and DynamoDB', async () => {
  const { table, drop } = await scratchTable('archive');
  const bucket = `contract-archive-${process.pid}`;
  const client = new S3Client({ forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { store: s3ArchiveStore(bucket, table, client), drop };
});
