import {
  CreateIPSetCommand,
  GetIPSetCommand,
  ListIPSetsCommand,
  UpdateIPSetCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';

export type FakeSet = { readonly name: string; readonly id: string; addresses: readonly string[]; version: number };

const fault = (name: string): Error => Object.assign(new Error(name), { name });

/** IP sets as AWS WAF keeps them: lock tokens are checked, lists come in pages of two. `before` runs ahead of each call. */
export const fakeWaf = () => {
  const sets: FakeSet[] = [];
  const waf = {
    sets,
    calls: [] as string[],
    before: async (_call: string): Promise<void> => {},
    client: new WAFV2Client({ region: 'eu-central-1' }),
    put(name: string, addresses: readonly string[] = []): FakeSet {
      const set = { name, id: `id-${sets.length}`, addresses, version: 1 };
      sets.push(set);
      return set;
    },
    at: (name: string): readonly string[] | undefined => sets.find((set) => set.name === name)?.addresses,
  };

  const setOf = (id: string | undefined): FakeSet => {
    const set = sets.find((one) => one.id === id);
    if (set === undefined) throw fault('WAFNonexistentItemException');
    return set;
  };

  const answer = (command: unknown): unknown => {
    if (command instanceof ListIPSetsCommand) {
      const start = Number(command.input.NextMarker ?? 0);
      const IPSets = sets.slice(start, start + 2).map(({ name, id }) => ({ Name: name, Id: id }));
      return { IPSets, ...(IPSets.length > 0 && { NextMarker: String(start + 2) }) };
    }
    if (command instanceof CreateIPSetCommand) {
      const { Name = '', Addresses = [] } = command.input;
      if (sets.some(({ name }) => name === Name)) throw fault('WAFDuplicateItemException');
      return { Summary: { Id: waf.put(Name, Addresses).id } };
    }
    if (command instanceof GetIPSetCommand) {
      const { name, addresses, version } = setOf(command.input.Id);
      return { IPSet: { Name: name, Addresses: [...addresses] }, LockToken: String(version) };
    }
    if (command instanceof UpdateIPSetCommand) {
      const set = setOf(command.input.Id);
      if (command.input.LockToken !== String(set.version)) throw fault('WAFOptimisticLockException');
      set.addresses = command.input.Addresses ?? [];
      set.version += 1;
      return { NextLockToken: String(set.version) };
    }
    throw new Error('the fake knows no such command');
  };

  Object.assign(waf.client, {
    send: async (command: { constructor: { name: string } }) => {
      const call = command.constructor.name.replace('Command', '');
      waf.calls.push(call);
      await waf.before(call);
      return answer(command);
    },
  });
  return waf;
};
