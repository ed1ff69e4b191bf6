import type { Hasher } from '../model/hashing.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AuditLog, AuditSigner } from '../ports/audit-log.ts';
import { EMPTY_CHAIN } from './next-entry.ts';
import { type ChainCheck, verifyChain } from './verify-chain.ts';

const PAGE = 500;
/** Signatures verified at the same time; each is a call of KMS. */
const AT_ONCE = 10;

export type AuditCheck = ChainCheck & {
  /** Entries found in order before the end or the first broken one. */
  readonly entries: number;
};

/** Reads the tenant's chain from its start and checks order, hashes and signatures. Names the first broken entry. */
export const verifyAuditLog = async (
  tenant: TenantId,
  log: Pick<AuditLog, 'list'>,
  hasher: Hasher,
  signer: Pick<AuditSigner, 'verify'>,
): Promise<AuditCheck> => {
  let head = EMPTY_CHAIN;
  for (;;) {
    const page = await log.list(tenant, { after: head.sequence, limit: PAGE });
    const chain = verifyChain(tenant, page, hasher, head);
    const sound = chain.ok ? page : page.filter(({ sequence }) => sequence < chain.sequence);
    for (let start = 0; start < sound.length; start += AT_ONCE) {
      const part = sound.slice(start, start + AT_ONCE);
      const valid = await Promise.all(part.map((entry) => signer.verify(entry.hash, entry.signature, entry.key_id)));
      const bad = part[valid.indexOf(false)];
      if (bad) return { ok: false, sequence: bad.sequence, fault: 'signature', entries: bad.sequence - 1 };
    }
    if (!chain.ok) return { ...chain, entries: chain.sequence - 1 };
    head = chain.head;
    if (page.length === 0) return { ...chain, entries: head.sequence };
  }
};
