import type { TenantId } from '../model/tenant.ts';
import type { IncidentRevision } from './incident-lifecycle.ts';

/** The state machine that carries an incident from score to respond. */
export type Workflow = {
  /** Starts it under the name `<incident id>-r<revision>`; one that runs or ran is left alone. */
  start(tenant: TenantId, incident: IncidentRevision): Promise<'started' | 'exists'>;
  /** Hands a decision to the execution that waits for it; `gone` where it waits no more. */
  resume(taskToken: string, output: Readonly<Record<string, string>>): Promise<'resumed' | 'gone'>;
};
