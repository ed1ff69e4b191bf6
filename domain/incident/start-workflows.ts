import type { TenantId } from '../model/tenant.ts';
import type { IncidentLifecycle } from '../ports/incident-lifecycle.ts';
import type { Workflow } from '../ports/workflow.ts';

/** More at once than any tenant should have; the next turn starts the rest. */
const MAXIMUM_AT_ONCE = 200;

/**
 * Starts the workflow of the tenant's incidents that are `new` since before `until` (milliseconds), oldest first; returns
 * how many were started now. One that was started before and has not yet begun is left alone.
 * @throws where the store or the workflow does not answer
 */
export const startWorkflows = async (
  tenant: TenantId,
  until: number,
  { lifecycle, workflow }: { lifecycle: Pick<IncidentLifecycle, 'toStart'>; workflow: Pick<Workflow, 'start'> },
): Promise<number> => {
  let started = 0;
  for (const incident of await lifecycle.toStart(tenant, until, MAXIMUM_AT_ONCE))
    if ((await workflow.start(tenant, incident)) === 'started') started += 1;
  return started;
};
