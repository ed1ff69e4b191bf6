import type { TenantId } from '../model/tenant.ts';

/** An archive object as a listing names it. */
export type ArchiveObjectName = {
  readonly key: string;
  /** Compressed. */
  readonly bytes: number;
};

/** The archive as a hunt reads it: it can change nothing. */
export type HuntArchive = {
  /** The objects filed under an hour of receipt, `2026-02-18T10`, by name. */
  objects(tenant: TenantId, hour: string): Promise<readonly ArchiveObjectName[]>;
  /** The bytes of an object; undefined where it is no longer there. */
  read(tenant: TenantId, key: string): Promise<Uint8Array | undefined>;
};
