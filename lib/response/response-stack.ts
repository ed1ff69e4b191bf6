import type { Construct } from 'constructs';
import type { NetworkStack } from '../network/network-stack.ts';
import type { PipelineStack } from '../pipeline/pipeline-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { approveStep } from './approve-step.ts';
import { enrichStep } from './enrich-step.ts';
import { planStep } from './plan-step.ts';
import { respondStep } from './respond-step.ts';
import { responseAlarms } from './response-alarms.ts';
import { scoreStep } from './score-step.ts';
import { IncidentStateMachine } from './state-machine.ts';

export type ResponseStackParts = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
};

/** From an incident to a blocked attacker: score, enrich, plan, approve, respond, and the state machine over them. */
export class ResponseStack extends StageStack {
  constructor(scope: Construct, { pipeline, ...parts }: ResponseStackParts, props: StageStackProps) {
    super(scope, 'response', 'Watchkeep: from incidents to responses', props);
    const steps = [
      scoreStep(this, parts),
      enrichStep(this, parts),
      planStep(this, parts),
      approveStep(this, parts),
      respondStep(this, parts),
    ];
    const workflow = new IncidentStateMachine(this, steps, parts.storage.keys.data);
    responseAlarms(pipeline.alarms, workflow, steps);
  }
}
