import { EventId } from '../../../domain/model/position.ts';
import { TenantId } from '../../../domain/model/tenant.ts';
import type { ArchivedLine } from '../../../domain/normalize/normalize.ts';
import { ordinaryTraffic } from '../../../simulator/ordinary-traffic.ts';

export const BENCH_TENANT = TenantId.parse('bench');
const START = Date.parse('2026-02-18T10:00:00Z');

/** Lines of all log types as the simulator mixes them. `seed` is not one that a test uses. */
export const benchLines = (count: number, seed: number): ArchivedLine[] => {
  const lines: ArchivedLine[] = [];
  for (const { line, at } of ordinaryTraffic({ seed, start: START, rate: 50 })) {
    const n = lines.length;
    lines.push({
      id: EventId.parse(`0:${1_000_000 + n}:0`),
      envelope: {
        tenant: BENCH_TENANT,
        source: 'bench',
        trust: 'medium',
        receivedAt: new Date(at).toISOString(),
        ingestId: `bench-${n}`,
        encoding: 'utf8',
        raw: line,
      },
    });
    if (lines.length === count) break;
  }
  return lines;
};
