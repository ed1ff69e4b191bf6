import { expect, it } from 'vitest';
import { TenantId } from '../../domain/model/tenant.ts';
import { createMetrics } from '../../edge/metrics.ts';
import { createObserver, METRICS_HELP } from '../../edge/observer.ts';
import { offeredLines } from './edge-lines.ts';

it('sums what the edge says it was offered', () => {
  const metrics = createMetrics(METRICS_HELP);
  const observer = createObserver(metrics, { add: () => {} }, () => 0);
  observer.offered({ tenant: TenantId.parse('acme-bank'), source: 'tcp-5140' }, 40);
  observer.offered({ tenant: TenantId.parse('globex-bank'), source: 'tcp-5141' }, 2);
  observer.refused({ tenant: TenantId.parse('acme-bank'), source: 'tcp-5140' }, 7);
  expect(offeredLines(metrics.render())).toBe(42);
});

it('counts nothing where the edge has counted nothing', () => {
  expect(offeredLines('')).toBe(0);
});
