import type { TenantId } from '../../domain/model/tenant.ts';
import type { Workflow } from '../../domain/ports/workflow.ts';

/** A Workflow that only keeps what it was asked. */
export type MemoryWorkflow = Workflow & {
  readonly started: { readonly tenant: TenantId; readonly name: string }[];
  readonly resumed: { readonly taskToken: string; readonly output: Readonly<Record<string, string>> }[];
};

/** Every token can be handed in once; names that were started once exist. */
export const memoryWorkflow = (): MemoryWorkflow => {
  const workflow: MemoryWorkflow = {
    started: [],
    resumed: [],
    async start(tenant, { incidentId, revision }) {
      const name = `${incidentId}-r${revision}`;
      if (workflow.started.some((execution) => execution.name === name)) return 'exists';
      workflow.started.push({ tenant, name });
      return 'started';
    },
    async resume(taskToken, output) {
      if (workflow.resumed.some((resumed) => resumed.taskToken === taskToken)) return 'gone';
      workflow.resumed.push({ taskToken, output });
      return 'resumed';
    },
  };
  return workflow;
};
