import { CreateIPSetCommand, GetIPSetCommand, UpdateIPSetCommand, type WAFV2Client } from '@aws-sdk/client-wafv2';
import type { TenantId } from '../../domain/model/tenant.ts';
import { IP_SET_CAPACITY, IpSetError, type IpSets } from '../../domain/ports/ip-sets.ts';
import { exclusive } from '../exclusive.ts';
import { fullJitter } from '../kinesis/backoff.ts';
import { ipSetDirectory } from './ip-set-directory.ts';
import { addressOf, entryOf } from './ip-set-entries.ts';
import { IP_VERSIONS, type IpVersion, ipSetName, versionOf } from './ip-set-names.ts';
import { type LockRetry, underLock } from './lock-retry.ts';

const Scope = 'REGIONAL';
const ADDRESS_VERSION = { v4: 'IPV4', v6: 'IPV6' } as const;

const backoff = fullJitter(50, 2_000, Math.random);
const RETRY: LockRetry = {
  attempts: 10,
  pause: (attempt) => new Promise((resolve) => setTimeout(resolve, backoff(attempt))),
};

type IpSet = {
  readonly name: string;
  readonly id: string;
  readonly entries: readonly string[];
  readonly lockToken: string | undefined;
};

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/**
 * The tenants' IP sets in AWS WAF (WAFv2, regional), found by their exact names `<prefix>-<tenant>-blocked-v4` and `-v6`.
 * UpdateIPSet replaces the whole set, so each change reads the set and writes it under the lock token that it read; a
 * change in between means reading again. Changes of one process wait for each other.
 */
export const wafIpSets = (client: Pick<WAFV2Client, 'send'>, prefix: string, retry: LockRetry = RETRY): IpSets => {
  const directory = ipSetDirectory(client);
  const oneByOne = exclusive();

  const read = async (tenant: TenantId, version: IpVersion): Promise<IpSet> => {
    const name = ipSetName(prefix, tenant, version);
    const id = await directory.idOf(name);
    if (id === undefined) throw new IpSetError(`there is no IP set ${name}: onboard the tenant again`);
    try {
      const { IPSet, LockToken } = await client.send(new GetIPSetCommand({ Scope, Id: id, Name: name }));
      if (IPSet?.Name !== name) throw new IpSetError(`AWS WAF answered another IP set than ${name}: try again`);
      return { name, id, entries: IPSet.Addresses ?? [], lockToken: LockToken };
    } catch (error) {
      directory.forget(name);
      throw error;
    }
  };

  const write = async ({ name, id, lockToken }: IpSet, entries: readonly string[]): Promise<void> => {
    await client.send(
      new UpdateIPSetCommand({ Scope, Id: id, Name: name, LockToken: lockToken, Addresses: [...entries] }),
    );
  };

  /** One change of a set, in its turn. */
  const change = <T>(tenant: TenantId, address: string, work: (set: IpSet, version: IpVersion) => Promise<T>) => {
    const version = versionOf(address);
    return oneByOne(ipSetName(prefix, tenant, version), () =>
      underLock(retry, async () => work(await read(tenant, version), version)),
    );
  };

  return {
    async ensureIpSets(tenant) {
      for (const version of IP_VERSIONS) {
        const Name = ipSetName(prefix, tenant, version);
        if ((await directory.idOf(Name)) !== undefined) continue;
        const Description = `Addresses that Watchkeep blocks for ${tenant}`;
        try {
          await client.send(
            new CreateIPSetCommand({
              Name,
              Scope,
              Description,
              IPAddressVersion: ADDRESS_VERSION[version],
              Addresses: [],
            }),
          );
        } catch (error) {
          if (!isNamed(error, 'WAFDuplicateItemException')) throw error;
        }
      }
    },
    async list(tenant) {
      const sets = await Promise.all(
        IP_VERSIONS.map(async (version) =>
          (await read(tenant, version)).entries.map((entry) => addressOf(entry, version)),
        ),
      );
      return sets.flat().sort();
    },
    add: (tenant, address) =>
      change(tenant, address, async (set, version) => {
        if (set.entries.some((entry) => addressOf(entry, version) === address)) return 'present';
        if (set.entries.length >= IP_SET_CAPACITY)
          throw new IpSetError(`${set.name} holds ${IP_SET_CAPACITY} addresses, its most: remove some first`);
        await write(set, [...set.entries, entryOf(address, version)]);
        return 'added';
      }),
    remove: (tenant, address) =>
      change(tenant, address, async (set, version) => {
        const left = set.entries.filter((entry) => addressOf(entry, version) !== address);
        if (left.length === set.entries.length) return 'absent';
        await write(set, left);
        return 'removed';
      }),
  };
};
