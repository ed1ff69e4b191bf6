import type { ArchiveStore } from '../../domain/ports/archive-store.ts';
import type { ArchiveObjectName, HuntArchive } from '../../domain/ports/hunt-archive.ts';

/** An archive store as a hunt reads it. */
export const huntArchiveOf = (store: Pick<ArchiveStore, 'keys' | 'get'>): HuntArchive => ({
  async objects(tenant, hour) {
    const names: ArchiveObjectName[] = [];
    const folder = `/date=${hour.slice(0, 10)}/hour=${hour.slice(11, 13)}/`;
    for await (const key of store.keys(tenant))
      if (key.includes(folder)) names.push({ key, bytes: (await store.get(tenant, key))?.body.length ?? 0 });
    return names;
  },
  read: async (tenant, key) => (await store.get(tenant, key))?.body,
});
