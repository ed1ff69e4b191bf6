import type { Hasher } from '../model/hashing.ts';
import type { AuditEntry } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import { hashEntry } from './hash-entry.ts';
import { type ChainHead, EMPTY_CHAIN } from './next-entry.ts';

export type ChainFault =
  /** An entry is missing before it, it came twice, or the order was changed. */
  | 'sequence'
  /** It does not follow from the entry before. */
  | 'previous_hash'
  /** It says something else than what was hashed. */
  | 'hash'
  /** The key did not sign its hash. */
  | 'signature';

export type ChainCheck =
  | { readonly ok: true; readonly head: ChainHead }
  /** `sequence`: the first broken entry, or the one that should stand there. */
  | { readonly ok: false; readonly sequence: number; readonly fault: ChainFault };

const faultOf = (tenant: TenantId, entry: AuditEntry, head: ChainHead, hasher: Hasher): ChainFault | undefined => {
  if (entry.sequence !== head.sequence + 1) return 'sequence';
  if (entry.previous_hash !== head.hash) return 'previous_hash';
  return entry.hash === hashEntry(tenant, entry, hasher) ? undefined : 'hash';
};

/**
 * Whether entries follow each other without a gap from `after` (the start of the chain by default), each with the hash of
 * what it says. Names the first broken entry. Signatures are the concern of verifyAuditLog.
 */
export const verifyChain = (
  tenant: TenantId,
  entries: readonly AuditEntry[],
  hasher: Hasher,
  after: ChainHead = EMPTY_CHAIN,
): ChainCheck => {
  let head = after;
  for (const entry of entries) {
    const fault = faultOf(tenant, entry, head, hasher);
    if (fault !== undefined) return { ok: false, sequence: head.sequence + 1, fault };
    head = { sequence: entry.sequence, hash: entry.hash };
  }
  return { ok: true, head };
};
