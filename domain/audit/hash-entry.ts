import { canonicalJson } from '../model/canonical-json.ts';
import type { Hasher } from '../model/hashing.ts';
import type { AuditEntry } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';

/** The `previous_hash` of the first entry of a chain. */
export const CHAIN_START = '0'.repeat(64);

export type UnhashedEntry = Omit<AuditEntry, 'hash' | 'signature' | 'key_id'>;

/** SHA-256, hex, of the canonical JSON (RFC 8785) of the entry and its tenant, without its hash and signature. */
export const hashEntry = (tenant: TenantId, entry: UnhashedEntry, hasher: Hasher): string => {
  const { sequence, at, actor, kind, subject, incident_id, detail, previous_hash } = entry;
  return hasher.sha256(
    canonicalJson({ tenant, sequence, at, actor, kind, subject, incident_id, detail, previous_hash }),
  );
};
