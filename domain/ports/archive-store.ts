import type { Position } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';

/** One gzip member of an archive object: its lines can be read with one ranged request. */
export type ArchiveMember = {
  readonly first: Position;
  readonly offset: number;
  readonly length: number;
  readonly lines: number;
};

/** What the index knows of an archive object. */
export type ArchiveManifest = {
  readonly tenant: TenantId;
  readonly key: string;
  /** Hour of receipt of the first line. */
  readonly hour: string;
  readonly shard: number;
  readonly first: Position;
  readonly last: Position;
  readonly lines: number;
  /** Lines by minute of receipt, `2026-02-18T10:30`: one side of the accounting identities. */
  readonly minutes: Readonly<Record<string, number>>;
  readonly masked: number;
  /** RFC 6962 Merkle tree hash over the lines of the object, hex. */
  readonly merkleRoot: string;
  /** SHA-256 of the object's bytes, hex. */
  readonly sha256: string;
  readonly members: readonly ArchiveMember[];
};

export type ArchiveStore = {
  /** Writes the object only where none is (`IfNoneMatch: *`). */
  put(tenant: TenantId, key: string, body: Uint8Array, metadata: Record<string, string>): Promise<'stored' | 'exists'>;
  get(tenant: TenantId, key: string): Promise<{ body: Uint8Array; metadata: Record<string, string> } | undefined>;
  getRange(tenant: TenantId, key: string, offset: number, length: number): Promise<Uint8Array | undefined>;
  /** The keys of all archive objects of the tenant. */
  keys(tenant: TenantId): AsyncIterable<string>;
  putManifest(tenant: TenantId, manifest: ArchiveManifest): Promise<void>;
  /** The object that holds the position. */
  manifestOf(tenant: TenantId, position: Position): Promise<ArchiveManifest | undefined>;
  /** The manifests that cover any position of [first, last], in order. Both positions are of one shard. */
  manifestsWithin(tenant: TenantId, first: Position, last: Position): Promise<readonly ArchiveManifest[]>;
  /** All manifests, or those of objects that start in `sinceHour` (`2026-02-18T10`) or later; per shard in order. */
  manifests(tenant: TenantId, sinceHour?: string): AsyncIterable<ArchiveManifest>;
};
