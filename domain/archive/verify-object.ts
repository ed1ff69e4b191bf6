import type { TenantId } from '../model/tenant.ts';
import type { ArchiveManifest, ArchiveStore } from '../ports/archive-store.ts';
import { type ArchiveTools, linesOfBody } from './archive-object.ts';
import { manifestOf } from './manifest.ts';

export type ArchiveFinding = {
  readonly key: string;
  readonly finding: 'missing' | 'bytes_differ' | 'unreadable' | 'root_differs' | 'manifest_differs' | 'unindexed';
  readonly detail: string;
};

/** Reads the object that a manifest names and recomputes all that the manifest says. Undefined where everything agrees. */
export const verifyObject = async (
  tenant: TenantId,
  manifest: ArchiveManifest,
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<ArchiveFinding | undefined> => {
  const { key } = manifest;
  const object = await store.get(tenant, key);
  if (!object) return { key, finding: 'missing', detail: 'the index names this object, the bucket does not have it' };
  let actual: ArchiveManifest;
  try {
    const texts = linesOfBody(object.body, tools);
    actual = manifestOf(
      tenant,
      key,
      object.body,
      texts,
      manifest.members.map(({ length }) => length),
      tools.sha256,
    );
  } catch (error) {
    return { key, finding: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
  if (actual.merkleRoot !== manifest.merkleRoot)
    return {
      key,
      finding: 'root_differs',
      detail: `Merkle root is ${actual.merkleRoot}, recorded was ${manifest.merkleRoot}`,
    };
  if (actual.sha256 !== manifest.sha256)
    return { key, finding: 'bytes_differ', detail: `SHA-256 is ${actual.sha256}, recorded was ${manifest.sha256}` };
  return JSON.stringify(actual) === JSON.stringify(manifest)
    ? undefined
    : {
        key,
        finding: 'manifest_differs',
        detail: 'positions, counts or byte ranges differ from what the object holds',
      };
};

export type ArchiveVerification = {
  readonly objects: number;
  readonly lines: number;
  readonly findings: readonly ArchiveFinding[];
};

/**
 * Verifies all that the index names, then looks for objects that it does not name. Safe beside a running archive, which
 * writes an object before its manifest: keys are listed first, and what seems unnamed is looked up once more at the end.
 */
export const verifyArchive = async (
  tenant: TenantId,
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<ArchiveVerification> => {
  const unnamed = new Set<string>();
  for await (const key of store.keys(tenant)) unnamed.add(key);
  const findings: ArchiveFinding[] = [];
  let objects = 0;
  let lines = 0;
  for await (const manifest of store.manifests(tenant)) {
    objects += 1;
    lines += manifest.lines;
    unnamed.delete(manifest.key);
    const finding = await verifyObject(tenant, manifest, store, tools);
    if (finding) findings.push(finding);
  }
  if (unnamed.size > 0) for await (const { key } of store.manifests(tenant)) unnamed.delete(key);
  const detail = 'no manifest names this object; redeliver its records or index it again';
  for (const key of unnamed) findings.push({ key, finding: 'unindexed', detail });
  return { objects, lines, findings };
};
