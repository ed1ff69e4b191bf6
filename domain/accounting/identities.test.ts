import { describe, expect, it } from 'vitest';
import { TenantId } from '../model/tenant.ts';
import type { Counters } from '../ports/metrics-reader.ts';
import { identitiesOf } from './identities.ts';

const tenant = TenantId.parse('acme-bank');
const counters: Counters = {
  offered: 105,
  rejected: 5,
  archived: 100,
  normalized: 97,
  quarantined: 3,
  evaluated: 95,
  errored: 1,
  skipped: 1,
  alerts: 7,
  in_incidents: 2,
  suppressed: 5,
};

describe('identitiesOf', () => {
  it('balances where nothing was lost', () => {
    expect(identitiesOf(tenant, counters).map(({ left, right, balanced }) => [left, right, balanced])).toEqual([
      [105, 105, true],
      [100, 100, true],
      [97, 97, true],
      [7, 7, true],
    ]);
  });

  it.each(['archived', 'normalized', 'evaluated', 'suppressed'] as const)('shows a lost line behind %s', (step) => {
    const lost = identitiesOf(tenant, { ...counters, [step]: counters[step] - 1 });
    expect(lost.some(({ balanced }) => !balanced)).toBe(true);
  });
});
