import { EMPTY_CHAIN, nextEntry } from '../../domain/audit/next-entry.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { AuditEntry } from '../../domain/model/response.ts';
import type { AuditLog, AuditSigner } from '../../domain/ports/audit-log.ts';
import { exclusive } from '../exclusive.ts';
import { byTenant } from './by-tenant.ts';

/** The audit chains in memory. */
export const memoryAuditLog = (hasher: Hasher, signer: AuditSigner): AuditLog => {
  const chainOf = byTenant((): { entries: AuditEntry[]; keys: Map<string, AuditEntry> } => ({
    entries: [],
    keys: new Map(),
  }));
  const oneByOne = exclusive();
  return {
    append: (tenant, key, record, now) =>
      oneByOne(tenant, async () => {
        const { entries, keys } = chainOf(tenant);
        const known = keys.get(key);
        if (known) return structuredClone(known);
        const unsigned = nextEntry(tenant, entries.at(-1) ?? EMPTY_CHAIN, record, now, hasher);
        const { signature, keyId } = await signer.sign(unsigned.hash);
        const entry = { ...unsigned, signature, key_id: keyId };
        entries.push(entry);
        keys.set(key, entry);
        return structuredClone(entry);
      }),
    async list(tenant, { incidentId, after = 0, limit }) {
      return structuredClone(
        chainOf(tenant)
          .entries.filter(({ sequence }) => sequence > after)
          .filter(({ incident_id }) => incidentId === undefined || incident_id === incidentId)
          .slice(0, limit),
      );
    },
  };
};
