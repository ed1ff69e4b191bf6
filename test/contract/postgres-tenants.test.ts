import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryTenantRegistry } from '../../adapters/memory/tenant-registry.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import type { RegisteredSource, TenantPolicy, TenantRegistry } from '../../domain/ports/tenant-registry.ts';
import { ACME, GLOBEX, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const memory = memoryTenantRegistry();

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const policy: TenantPolicy = { mode: 'human', incidentLevel: 5, windowMinutes: 30 };
const http: RegisteredSource = {
  tenant: ACME,
  id: 'http',
  ingress: 'http',
  trust: 'medium',
  enabled: true,
  tokenHash: 'a'.repeat(64),
};
const tcp: RegisteredSource = { tenant: ACME, id: 'tcp', ingress: 'tcp', trust: 'high', enabled: true, port: 5140 };

describe.each<[string, () => TenantRegistry]>([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresTenantRegistry(scratch.database)],
])('tenants %s', (_, registryOf) => {
  it('keeps tenants by id, renames them, and leaves a policy that somebody set', async () => {
    const registry = registryOf();
    await registry.save({ id: GLOBEX, name: 'Globex', enabled: true }, policy);
    await registry.save({ id: ACME, name: 'Acme', enabled: true }, policy);
    await registry.save({ id: ACME, name: 'Acme Bank', enabled: false }, { ...policy, mode: 'matrix' });
    expect(await registry.tenants()).toEqual([
      { id: ACME, name: 'Acme Bank', enabled: false },
      { id: GLOBEX, name: 'Globex', enabled: true },
    ]);
    expect(await registry.policy(ACME)).toEqual(policy);
  });

  it('keeps and replaces sources of the tenant', async () => {
    const registry = registryOf();
    await registry.saveSource(ACME, tcp);
    await registry.saveSource(ACME, { ...http, enabled: false });
    await registry.saveSource(ACME, http);
    expect(await registry.sources(ACME)).toEqual([http, tcp]);
    expect(await registry.sources(GLOBEX)).toEqual([]);
  });
});
