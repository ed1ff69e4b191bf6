import { expect, it } from 'vitest';
import type { Envelope } from '../model/envelope.ts';
import { TenantId } from '../model/tenant.ts';
import { countsOf, offersOf } from './offer-counts.ts';

const tenant = TenantId.parse('acme-bank');
const taken = (source: string, receivedAt: string): Envelope => ({
  tenant,
  source,
  trust: 'high',
  receivedAt,
  ingestId: 'i',
  encoding: 'utf8',
  raw: 'x',
});

it('counts by source and minute of receipt, and sums what several calls took', () => {
  const first = countsOf(
    tenant,
    [taken('a#b', '2026-02-18T10:30:59.999Z'), taken('a#b', '2026-02-18T10:31:00.000Z')],
    1,
  );
  const second = countsOf(
    tenant,
    [taken('a#b', '2026-02-18T10:30:01.000Z'), taken('c', '2026-02-18T10:30:01.000Z')],
    0,
  );
  expect(offersOf([...first, ...second], 'edge1', 7)).toEqual([
    {
      tenant,
      offers: [
        { minute: '2026-02-18T10:30', source: 'a#b', instance: 'edge1', serial: 7, lines: 2, resent: 1 },
        { minute: '2026-02-18T10:31', source: 'a#b', instance: 'edge1', serial: 7, lines: 1, resent: 0 },
        { minute: '2026-02-18T10:30', source: 'c', instance: 'edge1', serial: 7, lines: 1, resent: 0 },
      ],
    },
  ]);
});
