import { type IPSetSummary, ListIPSetsCommand, type WAFV2Client } from '@aws-sdk/client-wafv2';

const PAGE = 100;

/** Finds the id of an IP set by its exact name, page by page; what was found is remembered until it is forgotten. */
export const ipSetDirectory = (client: Pick<WAFV2Client, 'send'>) => {
  const known = new Map<string, string>();

  const search = async (name: string): Promise<string | undefined> => {
    let marker: string | undefined;
    do {
      const page = await client.send(
        new ListIPSetsCommand({ Scope: 'REGIONAL', Limit: PAGE, ...(marker && { NextMarker: marker }) }),
      );
      const sets: readonly IPSetSummary[] = page.IPSets ?? [];
      const found = sets.find((set) => set.Name === name)?.Id;
      if (found !== undefined) return found;
      // WAF may hand out a marker with the last page, which is then empty.
      marker = sets.length > 0 ? page.NextMarker : undefined;
    } while (marker);
    return undefined;
  };

  return {
    async idOf(name: string): Promise<string | undefined> {
      const id = known.get(name) ?? (await search(name));
      if (id !== undefined) known.set(name, id);
      return id;
    },
    forget: (name: string): boolean => known.delete(name),
  };
};
