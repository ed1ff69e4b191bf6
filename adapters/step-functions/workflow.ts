import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Workflow } from '../../domain/ports/workflow.ts';

/** The service gives up a name 90 days after its execution ended; by then its revision is long stale. */
const nameOf = (incidentId: string, revision: number): string => `${incidentId}-r${revision}`;

const isGone = (error: unknown): boolean =>
  error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;

/** Executions of `state-machines/incident.asl.json`. Their input is ids; what the steps found stays in the stores. */
export const stepFunctionsWorkflow = (stateMachineArn: string, client = new SFNClient({})): Workflow => ({
  async start(tenant, { incidentId, revision }) {
    const input = JSON.stringify({ tenant, incident_id: incidentId, revision });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: nameOf(incidentId, revision), input }));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'exists';
      throw error;
    }
  },
  async resume(taskToken, output) {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
      return 'resumed';
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  },
});
