import type { Hasher } from '../model/hashing.ts';
import type { AuditEntry } from '../model/response.ts';
import { storableText } from '../model/storable-text.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AuditRecord } from '../ports/audit-log.ts';
import { CHAIN_START, hashEntry, type UnhashedEntry } from './hash-entry.ts';

/** The last entry of a chain. */
export type ChainHead = { readonly sequence: number; readonly hash: string };

/** The head of a chain that has no entry. */
export const EMPTY_CHAIN: ChainHead = { sequence: 0, hash: CHAIN_START };

/** The entry that follows the head, without its signature. Text that no store can keep is replaced before it is hashed. `now` in milliseconds. */
export const nextEntry = (
  tenant: TenantId,
  head: ChainHead,
  record: AuditRecord,
  now: number,
  hasher: Hasher,
): Omit<AuditEntry, 'signature' | 'key_id'> => {
  const entry: UnhashedEntry = {
    sequence: head.sequence + 1,
    at: new Date(now).toISOString(),
    actor: storableText(record.actor),
    kind: record.kind,
    subject: storableText(record.subject),
    ...(record.incidentId !== undefined && { incident_id: storableText(record.incidentId) }),
    detail: Object.fromEntries(
      Object.entries(record.detail).map(([name, value]) => [
        storableText(name),
        typeof value === 'string' ? storableText(value) : value,
      ]),
    ),
    previous_hash: head.hash,
  };
  return { ...entry, hash: hashEntry(tenant, entry, hasher) };
};
