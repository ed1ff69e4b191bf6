import { DEFAULT_GROUPING_POLICY, type GroupingPolicy } from '../../domain/incident/suppression.ts';
import { MINUTE_MS } from '../../domain/model/time.ts';
import type { TenantTransaction } from './database.ts';

/** The grouping policy of the transaction's tenant; the default where it has none. */
export const groupingPolicyOf = async (transaction: TenantTransaction): Promise<GroupingPolicy> => {
  const row = await transaction.selectFrom('policies').select(['incident_level', 'window_minutes']).executeTakeFirst();
  if (!row) return DEFAULT_GROUPING_POLICY;
  return { incidentLevel: row.incident_level, windowMs: row.window_minutes * MINUTE_MS };
};
