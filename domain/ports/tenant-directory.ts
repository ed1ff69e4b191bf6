import type { Trust } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';

/** A configured source: how its lines come in and how far they are believed. */
export type Source = {
  readonly tenant: TenantId;
  readonly id: string;
  readonly ingress: 'tcp' | 'udp' | 'http' | 'webhook' | 'file';
  readonly trust: Trust;
  readonly enabled: boolean;
};

/** What an ingress maps to. Anything unmapped is refused. */
export type TenantDirectory = {
  /** `tokenHash`: SHA-256 of the ingest token, hex. */
  sourceByIngestToken(tokenHash: string): Promise<Source | undefined>;
};
