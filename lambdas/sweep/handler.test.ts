import { describe, expect, it } from 'vitest';
import { TenantId } from '../../domain/model/tenant.ts';
import { HOUR_MS } from '../../domain/model/time.ts';
import { observe } from '../support/observability.ts';
import { type Dependencies, sweepHandler } from './handler.ts';

const tenants = ['acme-bank', 'globex-bank'].map((id) => ({ id: TenantId.parse(id), name: id, enabled: true }));

const setUp = (changes: Partial<Dependencies> = {}) => {
  const drained: TenantId[] = [];
  const retained: number[] = [];
  const started: [TenantId, number][] = [];
  let now = 0;
  const handler = sweepHandler({
    registry: { tenants: async () => tenants },
    drain: async (tenant) => {
      drained.push(tenant);
      return { written: 1, failed: {}, stuck: 0 };
    },
    start: async (tenant, until) => {
      started.push([tenant, until]);
      return 0;
    },
    retain: async (at) => {
      retained.push(at);
      return { close: [], remove: [] };
    },
    clock: () => now,
    ...observe('sweep'),
    ...changes,
  });
  const advance = (by: number): void => {
    now += by;
  };
  return { handler, drained, retained, started, advance };
};

describe('sweepHandler', () => {
  it('drains every tenant each time and applies retention once an hour', async () => {
    const { handler, drained, retained, advance } = setUp();
    await handler();
    advance(60_000);
    await handler();
    advance(HOUR_MS);
    await handler();
    expect(drained).toHaveLength(6);
    expect(retained).toEqual([0, HOUR_MS + 60_000]);
  });

  it('goes on with the other tenants where one fails, and then fails', async () => {
    const seen: string[] = [];
    const { handler } = setUp({
      drain: async (tenant) => {
        seen.push(tenant);
        if (tenant === tenants[0]?.id) throw new Error('Postgres is away');
        return { written: 0, failed: {}, stuck: 0 };
      },
    });
    await expect(handler()).rejects.toThrow('acme-bank: Postgres is away');
    expect(seen).toHaveLength(2);
  });

  it('starts what is new for some seconds, whatever becomes of the copies', async () => {
    const { handler, started, advance } = setUp({ drain: () => Promise.reject(new Error('OpenSearch is away')) });
    advance(60_000);
    await expect(handler()).rejects.toThrow('OpenSearch is away');
    expect(started).toEqual(tenants.map(({ id }) => [id, 55_000]));
  });

  it('drains and fails at its end where no workflow can be started', async () => {
    const { handler, drained } = setUp({ start: () => Promise.reject(new Error('Step Functions is away')) });
    await expect(handler()).rejects.toThrow('acme-bank: Step Functions is away');
    expect(drained).toHaveLength(2);
  });

  it.each([
    [{ written: 0, failed: { 'INC-1': 'mapping' }, stuck: 0 }, 'mapping'],
    [{ written: 0, failed: {}, stuck: 2 }, '2 outbox rows'],
  ])('fails where copies are refused', async (result, reason) => {
    await expect(setUp({ drain: async () => result }).handler()).rejects.toThrow(reason);
  });
});
