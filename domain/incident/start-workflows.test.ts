import { describe, expect, it } from 'vitest';
import { memoryWorkflow } from '../../adapters/memory/workflow.ts';
import { TenantId } from '../model/tenant.ts';
import { startWorkflows } from './start-workflows.ts';

const tenant = TenantId.parse('acme-bank');

describe('startWorkflows', () => {
  it('starts each revision that is new, once', async () => {
    const workflow = memoryWorkflow();
    const asked: number[] = [];
    const lifecycle = {
      toStart: async (_: TenantId, until: number) => {
        asked.push(until);
        return [1, 2].map((revision) => ({ incidentId: 'INC-1', revision }));
      },
    };
    expect(await startWorkflows(tenant, 5_000, { lifecycle, workflow })).toBe(2);
    expect(await startWorkflows(tenant, 6_000, { lifecycle, workflow })).toBe(0);
    expect(workflow.started.map(({ name }) => name)).toEqual(['INC-1-r1', 'INC-1-r2']);
    expect(asked).toEqual([5_000, 6_000]);
  });
});
