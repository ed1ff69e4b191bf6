import type { Position } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';
import { hourOf } from '../model/time.ts';
import type { ArchiveManifest } from '../ports/archive-store.ts';
import { LINES_PER_MEMBER, manifestOf } from './manifest.ts';
import type { HashBytes } from './merkle.ts';
import { type Base64, type StreamLine, storedLineOf } from './stored-line.ts';

/** What objects are made with and read with; compression must be deterministic. */
export type ArchiveTools = {
  readonly gzip: (data: Uint8Array) => Uint8Array;
  /** Throws where the data is no gzip. Reads all members. */
  readonly gunzip: (data: Uint8Array) => Uint8Array;
  readonly sha256: HashBytes;
  readonly base64: Base64;
};

export type ArchiveObject = {
  readonly body: Uint8Array;
  readonly manifest: ArchiveManifest;
  /** What S3 keeps beside the object, enough to make the manifest again. */
  readonly metadata: Record<string, string>;
};

const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/**
 * The key depends on the first position only: a retry of the same lines meets its own object, whatever the batch around
 * them was, and can take up from where that object ends.
 */
const archiveKeyOf = (tenant: TenantId, receivedAt: string, first: Position): string => {
  const hour = hourOf(receivedAt);
  return `logs/tenant=${tenant}/date=${hour.slice(0, 10)}/hour=${hour.slice(11)}/${first.shard}-${first.sequence}.${first.subindex}.ndjson.gz`;
};

const encoder = new TextEncoder();

/** Packs lines of one tenant and shard, in stream order, into an object with its manifest. */
export const archiveObjectOf = (
  tenant: TenantId,
  lines: readonly [StreamLine, ...StreamLine[]],
  tools: ArchiveTools,
): ArchiveObject => {
  const texts = lines.map((line) => storedLineOf(line, tools.base64));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < texts.length; at += LINES_PER_MEMBER)
    parts.push(tools.gzip(encoder.encode(`${texts.slice(at, at + LINES_PER_MEMBER).join('\n')}\n`)));
  const body = concat(parts);
  const lengths = parts.map((part) => part.length);
  const key = archiveKeyOf(tenant, lines[0].envelope.receivedAt, lines[0].position);
  const manifest = manifestOf(tenant, key, body, texts, lengths, tools.sha256);
  return { body, manifest, metadata: { 'merkle-root': manifest.merkleRoot, members: lengths.join(',') } };
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The lines of an object's bytes, without newlines. Throws where they are no archive object. */
export const linesOfBody = (body: Uint8Array, tools: Pick<ArchiveTools, 'gunzip'>): string[] =>
  decoder.decode(tools.gunzip(body)).replace(/\n$/, '').split('\n');
