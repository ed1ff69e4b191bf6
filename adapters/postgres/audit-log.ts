import { sql } from 'kysely';
import { type ChainHead, EMPTY_CHAIN, nextEntry } from '../../domain/audit/next-entry.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import { AuditEntry } from '../../domain/model/response.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AuditLog, AuditSigner } from '../../domain/ports/audit-log.ts';
import type { Database, TenantTransaction } from './database.ts';

/** The head of the tenant's chain, locked until the end of the transaction: entries are added one after another. */
const lockHead = async (transaction: TenantTransaction, tenant: TenantId): Promise<ChainHead> => {
  const { rows } = await sql<{ sequence: string; hash: string }>`
    insert into audit_heads (tenant, sequence, hash) values (${tenant}, ${EMPTY_CHAIN.sequence}, ${EMPTY_CHAIN.hash})
    on conflict (tenant) do update set sequence = audit_heads.sequence returning sequence, hash
  `.execute(transaction);
  const [head = { sequence: '0', hash: EMPTY_CHAIN.hash }] = rows;
  return { sequence: Number(head.sequence), hash: head.hash };
};

/** The audit chains in PostgreSQL, which refuses to change or delete entries. */
export const postgresAuditLog = ({ withTenant }: Database, hasher: Hasher, signer: AuditSigner): AuditLog => ({
  append: (tenant, key, record, now) =>
    withTenant(tenant, async (tx) => {
      const head = await lockHead(tx, tenant);
      const known = await tx
        .selectFrom('audit_entries')
        .select('document')
        .where('entry_key', '=', key)
        .executeTakeFirst();
      if (known) return AuditEntry.parse(known.document);
      const unsigned = nextEntry(tenant, head, record, now, hasher);
      const { signature, keyId } = await signer.sign(unsigned.hash);
      const entry: AuditEntry = { ...unsigned, signature, key_id: keyId };
      const { sequence, hash, incident_id } = entry;
      await tx
        .insertInto('audit_entries')
        .values({
          tenant,
          sequence: String(sequence),
          entry_key: key,
          incident_id: incident_id ?? null,
          document: JSON.stringify(entry),
          hash,
        })
        .execute();
      await tx
        .updateTable('audit_heads')
        .set({ sequence: String(sequence), hash })
        .execute();
      return entry;
    }),
  list: (tenant, { incidentId, after = 0, limit }) =>
    withTenant(tenant, async (tx) => {
      let query = tx.selectFrom('audit_entries').select('document').where('sequence', '>', String(after));
      if (incidentId !== undefined) query = query.where('incident_id', '=', incidentId);
      const rows = await query.orderBy('sequence').limit(limit).execute();
      return rows.map(({ document }) => AuditEntry.parse(document));
    }),
});
