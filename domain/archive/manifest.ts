import { comparePositions, positionOf } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';
import { countByMinute, hourOf } from '../model/time.ts';
import type { ArchiveManifest } from '../ports/archive-store.ts';
import { type HashBytes, leafHash, merkleRoot } from './merkle.ts';
import { StoredLine } from './stored-line.ts';

/** Lines in one gzip member: the price of reading one line back. */
export const LINES_PER_MEMBER = 256;

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const encoder = new TextEncoder();

export const leavesOf = (texts: readonly string[], sha256: HashBytes): Uint8Array[] =>
  texts.map((text) => leafHash(encoder.encode(text), sha256));

/**
 * Works a manifest out from an object's content alone: `texts` are its lines, `memberLengths` the byte lengths of its gzip
 * members. Writing, healing after a crash and `soc verify` share this, so what is verified is what was written.
 * Throws where a line is not an archive line or the lines stand out of order.
 */
export const manifestOf = (
  tenant: TenantId,
  key: string,
  body: Uint8Array,
  texts: readonly string[],
  memberLengths: readonly number[],
  sha256: HashBytes,
): ArchiveManifest => {
  const lines = texts.map((text) => StoredLine.parse(JSON.parse(text)));
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) throw new Error(`archive object ${key} is empty`);
  const positions = lines.map((line) => positionOf(line.position));
  positions.forEach((position, n) => {
    const before = positions[n - 1];
    if (before && comparePositions(before, position) >= 0)
      throw new Error(`archive object ${key}: line ${n} is out of order`);
  });
  let offset = 0;
  const members = memberLengths.map((length, n) => {
    const member = {
      first: positions[n * LINES_PER_MEMBER] ?? positionOf(first.position),
      offset,
      length,
      lines: Math.min(LINES_PER_MEMBER, lines.length - n * LINES_PER_MEMBER),
    };
    offset += length;
    return member;
  });
  return {
    tenant,
    key,
    hour: hourOf(first.receivedAt),
    shard: positionOf(first.position).shard,
    first: positionOf(first.position),
    last: positionOf(last.position),
    lines: lines.length,
    minutes: countByMinute(lines.map((line) => line.receivedAt)),
    masked: lines.reduce((sum, line) => sum + (line.masked?.length ?? 0), 0),
    merkleRoot: hex(merkleRoot(leavesOf(texts, sha256), sha256)),
    sha256: hex(sha256(body)),
    members,
  };
};
