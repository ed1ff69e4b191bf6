import { comparePositions, type EventId, positionOf } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ArchiveManifest, ArchiveStore } from '../ports/archive-store.ts';
import { type ArchiveTools, linesOfBody } from './archive-object.ts';
import { hex, leavesOf } from './manifest.ts';
import { inclusionProof } from './merkle.ts';
import { StoredLine } from './stored-line.ts';

/** A line as the archive keeps it, where it stands, and the proof that it belongs to the object's Merkle root. */
export type FoundLine = {
  readonly line: StoredLine;
  /** The line's bytes in the object, the leaf of the Merkle tree, as text. */
  readonly text: string;
  readonly manifest: ArchiveManifest;
  /** Byte range of the gzip member that holds the line. */
  readonly offset: number;
  readonly length: number;
  /** Index of the line in the object. */
  readonly index: number;
};

/** Finds a position's bytes with one ranged read. Undefined where the archive does not hold it. */
export const findLine = async (
  tenant: TenantId,
  id: EventId,
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<FoundLine | undefined> => {
  const position = positionOf(id);
  const manifest = await store.manifestOf(tenant, position);
  if (!manifest) return undefined;
  const at = manifest.members.findLastIndex((member) => comparePositions(member.first, position) <= 0);
  const member = manifest.members[at];
  if (!member) return undefined;
  const body = await store.getRange(tenant, manifest.key, member.offset, member.length);
  if (!body) return undefined;
  const texts = linesOfBody(body, tools);
  const lines = texts.map((text) => StoredLine.parse(JSON.parse(text)));
  const within = lines.findIndex((line) => line.position === id);
  const line = lines[within];
  const text = texts[within];
  const before = manifest.members.slice(0, at).reduce((sum, { lines: count }) => sum + count, 0);
  if (!line || text === undefined) return undefined;
  return { line, text, manifest, offset: member.offset, length: member.length, index: before + within };
};

/** The audit path of a found line, hex, lowest first; needs the whole object. RFC 6962, section 2.1.1. */
export const proofOf = async (
  tenant: TenantId,
  found: FoundLine,
  store: ArchiveStore,
  tools: ArchiveTools,
): Promise<readonly string[] | undefined> => {
  const object = await store.get(tenant, found.manifest.key);
  if (!object) return undefined;
  const leaves = leavesOf(linesOfBody(object.body, tools), tools.sha256);
  return inclusionProof(leaves, found.index, tools.sha256).map(hex);
};
