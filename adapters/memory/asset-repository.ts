import { Asset } from '../../domain/model/enrichment.ts';
import type { AssetRepository } from '../../domain/ports/assessment-store.ts';
import { byTenant } from './by-tenant.ts';

const MAXIMUM_ASSETS = 10_000;

/** Assets in memory. */
export const memoryAssetRepository = (): AssetRepository => {
  const assetsOf = byTenant(() => new Map<string, Asset>());
  return {
    list: async (tenant) =>
      structuredClone(
        [...assetsOf(tenant).values()].sort((a, b) => (a.asset_id < b.asset_id ? -1 : 1)).slice(0, MAXIMUM_ASSETS),
      ),
    async put(tenant, assets) {
      const parsed = assets.map((asset) => Asset.parse(asset));
      for (const asset of parsed) assetsOf(tenant).set(asset.asset_id, structuredClone(asset));
    },
  };
};
