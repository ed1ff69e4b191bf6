import type { TenantId } from '../../domain/model/tenant.ts';
import type { Counters } from '../../domain/ports/metrics-reader.ts';
import type { SearchCopies } from './search-documents.ts';
import { until } from './until.ts';

/** Waits until the copies hold every event and every alert that the stores count. */
export const indexed = async (
  { count, indices }: SearchCopies,
  tenant: TenantId,
  { normalized, alerts }: Pick<Counters, 'normalized' | 'alerts'>,
): Promise<void> => {
  let counted = { normalized: 0, alerts: 0 };
  await until(
    `copies of ${normalized} events and ${alerts} alerts of ${tenant}`,
    async () => {
      counted = {
        normalized: await count(indices.allLogs, tenant),
        alerts: await count(indices.allAlerts, tenant),
      };
      return counted.normalized === normalized && counted.alerts === alerts ? true : undefined;
    },
    { everyMs: 500 },
    () => `(there are ${counted.normalized} and ${counted.alerts})`,
  );
};
