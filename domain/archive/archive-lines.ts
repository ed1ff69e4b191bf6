import { comparePositions, type Position } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ArchiveManifest, ArchiveStore } from '../ports/archive-store.ts';
import { type ArchiveTools, archiveObjectOf, linesOfBody } from './archive-object.ts';
import { manifestOf } from './manifest.ts';
import type { StreamLine } from './stored-line.ts';

export type ArchiveOutcome = {
  readonly archived: number;
  readonly alreadyArchived: number;
  readonly manifests: readonly ArchiveManifest[];
};

const isCovered = (position: Position, manifests: readonly ArchiveManifest[]): boolean =>
  manifests.some(({ first, last }) => comparePositions(first, position) <= 0 && comparePositions(position, last) <= 0);

const isNonEmpty = (lines: readonly StreamLine[]): lines is [StreamLine, ...StreamLine[]] => lines.length > 0;

const manifestOfExisting = async (
  tenant: TenantId,
  key: string,
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<ArchiveManifest> => {
  const object = await store.get(tenant, key);
  if (!object) throw new Error(`archive object ${key} exists but can't be read`);
  const lengths = (object.metadata.members ?? '').split(',').map(Number);
  return manifestOf(tenant, key, object.body, linesOfBody(object.body, tools), lengths, tools.sha256);
};

/**
 * Archives lines of one tenant and shard, in stream order. Positions that a manifest covers are dropped, so a redelivery under
 * other batch boundaries adds nothing. A try that died between object and manifest left an object under the key of its first
 * line: its manifest is made from its content, and archiving goes on behind it.
 */
export const archiveLines = async (
  tenant: TenantId,
  lines: readonly StreamLine[],
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<ArchiveOutcome> => {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return { archived: 0, alreadyArchived: 0, manifests: [] };
  const known = await store.manifestsWithin(tenant, first.position, last.position);
  let rest = lines.filter((line) => !isCovered(line.position, known));
  const alreadyArchived = lines.length - rest.length;
  const manifests: ArchiveManifest[] = [];
  while (isNonEmpty(rest)) {
    const { body, manifest, metadata } = archiveObjectOf(tenant, rest, tools);
    const outcome = await store.put(tenant, manifest.key, body, metadata);
    const written = outcome === 'stored' ? manifest : await manifestOfExisting(tenant, manifest.key, store, tools);
    await store.putManifest(tenant, written);
    manifests.push(written);
    rest = rest.filter((line) => comparePositions(line.position, written.last) > 0);
  }
  return { archived: lines.length - alreadyArchived, alreadyArchived, manifests };
};
