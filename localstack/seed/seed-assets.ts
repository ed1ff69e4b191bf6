import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { postgresAssetRepository } from '../../adapters/postgres/asset-repository.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { Asset } from '../../domain/model/enrichment.ts';
import type { TenantId } from '../../domain/model/tenant.ts';

/** The inventory of a demo tenant: `assets/<tenant>.json`; none where there is no such file. */
export const demoAssets = (tenant: TenantId): readonly Asset[] => {
  const file = new URL(`assets/${tenant}.json`, import.meta.url);
  return existsSync(file) ? z.array(Asset).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
};

/** Puts the inventory of a demo tenant in place; what was changed or added since by other ids stays. */
export const seedAssets = (database: Database, tenant: TenantId): Promise<void> =>
  postgresAssetRepository(database).put(tenant, demoAssets(tenant));
