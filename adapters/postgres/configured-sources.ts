import { z } from 'zod';
import { Trust } from '../../domain/model/envelope.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { Source } from '../../domain/ports/tenant-directory.ts';
import type { Database } from './database.ts';

const Row = z.object({
  tenant: TenantId,
  id: z.string(),
  ingress: z.enum(['tcp', 'udp', 'http', 'webhook', 'file']),
  trust: Trust,
  enabled: z.boolean(),
});

/** The sources of the tenant, by id; never what their tokens hash to. */
export const configuredSources =
  ({ withTenant }: Pick<Database, 'withTenant'>) =>
  (tenant: TenantId): Promise<readonly Source[]> =>
    withTenant(tenant, async (transaction) => {
      const columns = ['tenant', 'id', 'ingress', 'trust', 'enabled'] as const;
      const rows = await transaction.selectFrom('sources').select(columns).orderBy('id').execute();
      return rows.map((row) => Row.parse(row));
    });
