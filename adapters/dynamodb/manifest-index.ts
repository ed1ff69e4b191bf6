import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { comparePositions, type Position, sortableKeyOf } from '../../domain/model/position.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { ArchiveManifest, ArchiveStore } from '../../domain/ports/archive-store.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { queryItems, type Table } from './table.ts';

const PositionSchema = z.object({ shard: z.number(), sequence: z.string(), subindex: z.number() });
const Manifest = z.object({
  tenant: TenantId,
  key: z.string(),
  hour: z.string(),
  shard: z.number(),
  first: PositionSchema,
  last: PositionSchema,
  lines: z.number(),
  minutes: z.record(z.string(), z.number()),
  masked: z.number(),
  merkleRoot: z.string(),
  sha256: z.string(),
  members: z.array(z.object({ first: PositionSchema, offset: z.number(), length: z.number(), lines: z.number() })),
});

const covers = (manifest: ArchiveManifest, position: Position): boolean =>
  comparePositions(manifest.first, position) <= 0 && comparePositions(position, manifest.last) <= 0;

type ManifestIndex = Pick<ArchiveStore, 'putManifest' | 'manifestOf' | 'manifestsWithin' | 'manifests'>;

/** The position index of the archive: MANIFEST items, one an object; SHARD items say which shards a tenant has used. */
export const manifestIndex = (table: Table): ManifestIndex => {
  const read = async function* (
    tenant: TenantId,
    shard: number,
    range: { from?: string; to?: string },
    options?: { descending?: boolean; limit?: number },
  ): AsyncGenerator<ArchiveManifest> {
    for await (const item of queryItems(table, keys.manifest(tenant, shard), range, options))
      yield payloadOf(item.data, Manifest);
  };
  const lastUpTo = async (tenant: TenantId, position: Position): Promise<ArchiveManifest | undefined> => {
    const range = { to: sortableKeyOf(position) };
    for await (const manifest of read(tenant, position.shard, range, { descending: true, limit: 1 })) return manifest;
    return undefined;
  };
  const known = new Set<string>();
  const putShard = async (tenant: TenantId, shard: number): Promise<void> => {
    const name = `${tenant}/${shard}`;
    if (known.has(name)) return;
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { pk: keys.shards(tenant), sk: String(shard).padStart(6, '0'), type: 'SHARD', tenant },
      }),
    );
    known.add(name);
  };
  return {
    async putManifest(tenant, manifest) {
      await putShard(tenant, manifest.shard);
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            pk: keys.manifest(tenant, manifest.shard),
            sk: sortableKeyOf(manifest.first),
            type: 'MANIFEST',
            tenant,
            data: packPayload(manifest),
          },
        }),
      );
    },
    async manifestOf(tenant, position) {
      const manifest = await lastUpTo(tenant, position);
      return manifest && covers(manifest, position) ? manifest : undefined;
    },
    async manifestsWithin(tenant, first, last) {
      const range = { from: sortableKeyOf(first), to: sortableKeyOf(last) };
      const [before, within] = await Promise.all([
        lastUpTo(tenant, first),
        Array.fromAsync(read(tenant, first.shard, range)),
      ]);
      const found = before && covers(before, first) ? [before] : [];
      return [...found, ...within.filter(({ key }) => key !== before?.key)];
    },
    async *manifests(tenant, sinceHour) {
      for await (const { sk } of queryItems(table, keys.shards(tenant))) {
        if (sinceHour === undefined) {
          yield* read(tenant, Number(sk), {});
          continue;
        }
        const recent: ArchiveManifest[] = [];
        for await (const manifest of read(tenant, Number(sk), {}, { descending: true })) {
          if (manifest.hour < sinceHour) break;
          recent.push(manifest);
        }
        yield* recent.reverse();
      }
    },
  };
};
