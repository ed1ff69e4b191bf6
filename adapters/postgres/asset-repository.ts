import { Asset } from '../../domain/model/enrichment.ts';
import type { AssetRepository } from '../../domain/ports/assessment-store.ts';
import type { Database } from './database.ts';

const MAXIMUM_ASSETS = 10_000;
/** A statement takes this many rows. */
const ROWS = 1_000;

/** Assets in PostgreSQL, a document each. */
export const postgresAssetRepository = ({ withTenant }: Database): AssetRepository => ({
  list: (tenant) =>
    withTenant(tenant, async (tx) => {
      const rows = await tx.selectFrom('assets').select('document').orderBy('asset_id').limit(MAXIMUM_ASSETS).execute();
      return rows.map(({ document }) => Asset.parse(document));
    }),
  async put(tenant, assets) {
    const byId = new Map(assets.map((asset) => [asset.asset_id, Asset.parse(asset)]));
    const rows = [...byId].map(([asset_id, asset]) => ({ tenant, asset_id, document: JSON.stringify(asset) }));
    await withTenant(tenant, async (tx) => {
      for (let start = 0; start < rows.length; start += ROWS)
        await tx
          .insertInto('assets')
          .values(rows.slice(start, start + ROWS))
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'asset_id'])
              .doUpdateSet(({ ref }) => ({ document: ref('excluded.document'), updated_at: new Date() })),
          )
          .execute();
    });
  },
});
