import { randomUUID } from 'node:crypto';
import {
  DeleteIPSetCommand,
  GetIPSetCommand,
  ListIPSetsCommand,
  UpdateIPSetCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusive } from '../../adapters/exclusive.ts';
import { memoryIpSets } from '../../adapters/memory/ip-sets.ts';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { IpSets } from '../../domain/ports/ip-sets.ts';

const ACME = TenantId.parse('acme-bank');
/** Its name goes on where the other's ends. */
const ACME_TOO = TenantId.parse('acme-bank-blocked-v4');
const GLOBEX = TenantId.parse('globex-bank');

/** Two processes that work on the same sets. */
type Rig = { readonly first: IpSets; readonly second: IpSets };

const memoryRig = (): Rig => {
  const sets = memoryIpSets();
  return { first: sets, second: sets };
};

const prefix = `contract-${randomUUID().slice(0, 8)}`;
const plain = new WAFV2Client({});

/** A client whose updates are refused under an old lock token, as AWS does and the local platform does not. */
const lockChecked = (updates: <T>(name: string, work: () => Promise<T>) => Promise<T>): WAFV2Client => {
  const client = new WAFV2Client({});
  const send = client.send.bind(client);
  Object.assign(client, {
    send: async (command: UpdateIPSetCommand) => {
      if (!(command instanceof UpdateIPSetCommand)) return await send(command);
      const { Id, Name, Scope, LockToken } = command.input;
      return await updates(String(Id), async () => {
        const now = await send(new GetIPSetCommand({ Id, Name, Scope }));
        if (now.LockToken !== LockToken)
          throw Object.assign(new Error('changed by another request'), { name: 'WAFOptimisticLockException' });
        return await send(command);
      });
    },
  });
  return client;
};

const wafRig = (): Rig => {
  const updates = exclusive();
  const retry = { attempts: 200, pause: async () => {} };
  const open = (): IpSets => wafIpSets(lockChecked(updates), prefix, retry);
  return { first: open(), second: open() };
};

afterAll(async () => {
  const { IPSets = [] } = await plain.send(new ListIPSetsCommand({ Scope: 'REGIONAL', Limit: 100 }));
  for (const { Name = '', Id, LockToken } of IPSets)
    if (Name.startsWith(prefix)) await plain.send(new DeleteIPSetCommand({ Scope: 'REGIONAL', Name, Id, LockToken }));
});

describe.each([
  ['in memory', memoryRig],
  ['AWS WAF', wafRig],
])('IP sets: %s', (_, rig) => {
  let first: IpSets;
  let second: IpSets;
  beforeAll(async () => {
    ({ first, second } = rig());
    for (const tenant of [ACME, ACME_TOO]) await first.ensureIpSets(tenant);
  });

  it('are empty at first, and there once however often they are made', async () => {
    await second.ensureIpSets(ACME);
    expect(await first.list(ACME)).toEqual([]);
  });

  it('take IPv4 and IPv6 addresses once, and give back what was there', async () => {
    expect(await first.add(ACME, '198.51.100.7')).toBe('added');
    expect(await second.add(ACME, '2001:db8::7')).toBe('added');
    expect(await second.add(ACME, '198.51.100.7')).toBe('present');
    await first.ensureIpSets(ACME);
    expect(await first.list(ACME)).toEqual(['198.51.100.7', '2001:db8::7']);
  });

  it('leave the sets of other tenants alone', async () => {
    expect(await second.list(ACME_TOO)).toEqual([]);
    expect(await second.remove(ACME_TOO, '198.51.100.7')).toBe('absent');
    expect(await second.list(ACME)).toContain('198.51.100.7');
  });

  it('lose the one address that is removed and no other', async () => {
    expect(await second.remove(ACME, '198.51.100.7')).toBe('removed');
    expect(await second.remove(ACME, '198.51.100.7')).toBe('absent');
    expect(await first.list(ACME)).toEqual(['2001:db8::7']);
  });

  it('say so where a tenant has none', async () => {
    await expect(first.list(GLOBEX)).rejects.toThrow(/there is no IP set .*globex-bank.*: onboard the tenant again/);
    await expect(first.add(GLOBEX, '198.51.100.7')).rejects.toThrow('onboard the tenant again');
  });

  it('lose nothing under 50 concurrent adds and removes of two processes', async () => {
    const address = (n: number): string => `203.0.113.${n}`;
    const numbers = Array.from({ length: 25 }, (__, n) => n);
    for (const n of numbers) await first.add(ACME_TOO, address(n));
    const outcomes = await Promise.all(
      numbers.flatMap((n) => [
        (n % 2 ? first : second).add(ACME_TOO, address(100 + n)),
        (n % 2 ? second : first).remove(ACME_TOO, address(n)),
      ]),
    );
    expect(new Set(outcomes)).toEqual(new Set(['added', 'removed']));
    expect(await second.list(ACME_TOO)).toEqual(numbers.map((n) => address(100 + n)).sort());
    expect(await first.list(ACME)).toEqual(['2001:db8::7']);
  });
});
