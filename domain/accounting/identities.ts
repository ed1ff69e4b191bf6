import type { TenantId } from '../model/tenant.ts';
import type { Counters } from '../ports/metrics-reader.ts';

/** Both sides of an accounting identity of one tenant over closed minutes. */
export type Identity = {
  readonly tenant: TenantId;
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly balanced: boolean;
};

type Sides = { readonly name: string; readonly left: (c: Counters) => number; readonly right: (c: Counters) => number };

const IDENTITIES: readonly Sides[] = [
  {
    name: 'offered = archived + rejected',
    left: ({ offered }) => offered,
    right: ({ archived, rejected }) => archived + rejected,
  },
  {
    name: 'archived = normalized + quarantined',
    left: ({ archived }) => archived,
    right: ({ normalized, quarantined }) => normalized + quarantined,
  },
  {
    name: 'normalized = evaluated + errored + skipped',
    left: ({ normalized }) => normalized,
    right: ({ evaluated, errored, skipped }) => evaluated + errored + skipped,
  },
  {
    name: 'alerts = in incidents + suppressed',
    left: ({ alerts }) => alerts,
    right: ({ in_incidents, suppressed }) => in_incidents + suppressed,
  },
];

/** The identities of the steps that exist so far. */
export const identitiesOf = (tenant: TenantId, counters: Counters): Identity[] =>
  IDENTITIES.map(({ name, left, right }) => {
    const sides = { left: left(counters), right: right(counters) };
    return { tenant, name, ...sides, balanced: sides.left === sides.right };
  });
