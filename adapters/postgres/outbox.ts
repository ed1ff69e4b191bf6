import { sql } from 'kysely';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { TenantTransaction } from './database.ts';

/** Notes in the same transaction that incidents changed, so that the copies will learn of it whatever happens next. */
export const enqueueIncidents = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  incidentIds: readonly string[],
): Promise<void> => {
  const keys = [...new Set(incidentIds)];
  if (keys.length === 0) return;
  await sql`
    insert into outbox (tenant, topic, key) select ${tenant}, 'incident', key from unnest(${keys}::text[]) as key
  `.execute(transaction);
};
