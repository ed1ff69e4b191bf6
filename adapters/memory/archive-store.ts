import { comparePositions } from '../../domain/model/position.ts';
import type { ArchiveManifest, ArchiveStore } from '../../domain/ports/archive-store.ts';

/** The archive in memory: for tests and for reading offline. */
export const memoryArchiveStore = (): ArchiveStore => {
  const objects = new Map<string, { body: Uint8Array; metadata: Record<string, string> }>();
  const manifests = new Map<string, ArchiveManifest>();
  const sorted = (tenant: string) =>
    [...manifests.values()]
      .filter((manifest) => manifest.tenant === tenant)
      .sort((a, b) => comparePositions(a.first, b.first));
  return {
    async put(tenant, key, body, metadata) {
      const path = `${tenant}/${key}`;
      if (objects.has(path)) return 'exists';
      objects.set(path, { body, metadata });
      return 'stored';
    },
    get: async (tenant, key) => objects.get(`${tenant}/${key}`),
    getRange: async (tenant, key, offset, length) =>
      objects.get(`${tenant}/${key}`)?.body.subarray(offset, offset + length),
    async *keys(tenant) {
      for (const path of objects.keys()) if (path.startsWith(`${tenant}/`)) yield path.slice(tenant.length + 1);
    },
    async putManifest(tenant, manifest) {
      manifests.set(`${tenant}/${manifest.key}`, manifest);
    },
    manifestOf: async (tenant, position) =>
      sorted(tenant).find(
        ({ first, last }) => comparePositions(first, position) <= 0 && comparePositions(position, last) <= 0,
      ),
    manifestsWithin: async (tenant, first, last) =>
      sorted(tenant).filter(
        (manifest) =>
          manifest.shard === first.shard &&
          comparePositions(manifest.first, last) <= 0 &&
          comparePositions(first, manifest.last) <= 0,
      ),
    async *manifests(tenant, sinceHour = '') {
      yield* sorted(tenant).filter(({ hour }) => hour >= sinceHour);
    },
  };
};
