import { describe, expect, it } from 'vitest';
import { memoryIpSets } from '../../adapters/memory/ip-sets.ts';
import { toyHasher } from '../incident/testing/hasher.ts';
import { TenantId } from '../model/tenant.ts';
import type { IngestTokens, RegisteredSource, TenantRegistry } from '../ports/tenant-registry.ts';
import { type OnboardingRequest, onboardTenant } from './onboard-tenant.ts';

const id = TenantId.parse('acme-bank');
const request: OnboardingRequest = {
  tenant: { id, name: 'Acme Bank', enabled: true },
  policy: { mode: 'matrix', incidentLevel: 4, windowMinutes: 60 },
  sources: [
    { id: 'tcp-5140', ingress: 'tcp', trust: 'high', port: 5140 },
    { id: 'http', ingress: 'http', trust: 'medium' },
  ],
};

const tools = () => {
  const sources = new Map<string, RegisteredSource>();
  const hashes = new Set<string>();
  const registry: TenantRegistry = {
    tenants: async () => [],
    save: async () => {},
    policy: async () => undefined,
    sources: async () => [...sources.values()],
    saveSource: async (_, source) => void sources.set(source.id, source),
  };
  const tokens: IngestTokens = {
    put: async (hash) => void hashes.add(hash),
    remove: async (hash) => void hashes.delete(hash),
  };
  let n = 0;
  const ipSets = memoryIpSets();
  const all = { registry, tokens, ipSets, hasher: toyHasher, newToken: () => `token-${++n}` };
  return { sources, hashes, ipSets, tools: all };
};

describe('onboardTenant', () => {
  it('gives a token to sources that need one and keeps only its hash', async () => {
    const { sources, hashes, tools: with_ } = tools();
    expect(await onboardTenant(request, with_)).toEqual({ ingestTokens: { http: 'token-1' } });
    expect([...hashes]).toEqual([toyHasher.sha256('token-1')]);
    expect(sources.get('http')?.tokenHash).toBe(toyHasher.sha256('token-1'));
    expect(sources.get('tcp-5140')).toMatchObject({ tenant: id, port: 5140, enabled: true });
  });

  it('makes the sets of blocked addresses, and leaves what they hold', async () => {
    const { ipSets, tools: with_ } = tools();
    await onboardTenant(request, with_);
    await ipSets.add(id, '203.0.113.7');
    await onboardTenant(request, with_);
    expect(await ipSets.list(id)).toEqual(['203.0.113.7']);
  });

  it('makes no second token, heals a lookup that was lost, and leaves a disabled source disabled', async () => {
    const { sources, hashes, tools: with_ } = tools();
    await onboardTenant(request, with_);
    hashes.clear();
    const tcp = sources.get('tcp-5140');
    if (tcp) sources.set('tcp-5140', { ...tcp, enabled: false });
    expect(await onboardTenant(request, with_)).toEqual({ ingestTokens: {} });
    expect([...hashes]).toEqual([toyHasher.sha256('token-1')]);
    expect(sources.get('tcp-5140')?.enabled).toBe(false);
  });

  it('ends the old token on rotation', async () => {
    const { hashes, tools: with_ } = tools();
    await onboardTenant(request, with_);
    expect(await onboardTenant({ ...request, rotate: ['http'] }, with_)).toEqual({ ingestTokens: { http: 'token-2' } });
    expect([...hashes]).toEqual([toyHasher.sha256('token-2')]);
  });

  it('gives the name under which the system speaks to no source, and changes nothing', async () => {
    const { sources, tools: with_ } = tools();
    const forged = {
      ...request,
      sources: [...request.sources, { id: 'watchkeep', ingress: 'http', trust: 'low' }] as const,
    };
    await expect(onboardTenant(forged, with_)).rejects.toThrow("the system's own");
    expect(sources.size).toBe(0);
  });
});
