import { describe, expect, it } from 'vitest';
import { readCatalogues } from '../../adapters/catalogue-files.ts';
import { matchAssets } from '../../domain/enrich/asset-match.ts';
import { matchVulnerabilities } from '../../domain/enrich/vulnerability-match.ts';
import { host, ip, user } from '../../domain/incident/testing/alerts.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { createWorld } from '../../simulator/world/world.ts';
import { DEMO_TENANTS } from './demo.ts';
import { demoAssets } from './seed-assets.ts';

describe.each(DEMO_TENANTS)('the inventory of $id', ({ id }) => {
  const assets = demoAssets(id);

  it('has every asset once', () => {
    expect(new Set(assets.map(({ asset_id }) => asset_id)).size).toBe(assets.length);
    expect(assets.length).toBeGreaterThan(5);
  });

  it.each([1, 2, 3, 77])('knows the machines and networks of the simulated bank (seed %d)', (seed) => {
    const world = createWorld(seed, 1);
    const tierOf = (entity: ReturnType<typeof host>) => matchAssets(assets, [entity])[0]?.tier;
    const of = (names: readonly string[]) => names.map((name) => tierOf(host(name)));
    expect(new Set(of([...world.coreHosts, ...world.databaseHosts, ...world.domainControllers]))).toEqual(
      new Set([10]),
    );
    expect(of([...world.webHosts, ...world.gatewayHosts, ...world.servers, world.firewall])).not.toContain(undefined);
    const [{ workstation, address }] = world.employees;
    for (const entity of [
      host(workstation),
      ip(address),
      ip(world.scannerAddress),
      ...world.applicationAddresses.map(ip),
      ...Object.values(world.databaseUsers).map(user),
    ])
      expect(tierOf(entity), entity.value).toBeDefined();
    const [customer] = world.customers;
    expect(matchAssets(assets, [user(customer.userId), ip(customer.homeAddress)])).toEqual([]);
  });

  it('runs some products that have known exploited vulnerabilities', async () => {
    const { kev } = await readCatalogues('.');
    const affected = matchAssets(assets, [host('web-1.bank.example'), host('cbs-app-1')]);
    expect(matchVulnerabilities(affected, assets, kev.vulnerabilities).total).toBeGreaterThan(0);
  });
});

describe('demoAssets', () => {
  it('has nothing for other tenants', () => {
    expect(demoAssets(TenantId.parse('other-bank'))).toEqual([]);
  });
});
