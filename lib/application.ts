import { type App, AspectPriority, Aspects } from 'aws-cdk-lib';
import { ApiStack } from './api/api-stack.ts';
import type { StageConfig } from './config.ts';
import { EdgeStack } from './edge/edge-stack.ts';
import { LeaveOut } from './local/leave-out.ts';
import { NetworkStack } from './network/network-stack.ts';
import { PipelineStack } from './pipeline/pipeline-stack.ts';
import { StorageStack } from './storage/storage-stack.ts';

export type Stacks = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly api: ApiStack;
  readonly edge: EdgeStack;
};

/** The five stacks of a stage. `sourceRoot` is the repository's folder. */
export function buildStacks(app: App, config: StageConfig, sourceRoot: string): Stacks {
  const props = { config, sourceRoot };
  const network = new NetworkStack(app, props);
  const storage = new StorageStack(app, network, props);
  const pipeline = new PipelineStack(app, network, storage, props);
  const api = new ApiStack(app, { network, storage, pipeline }, props);
  const edge = new EdgeStack(app, { network, storage, pipeline }, props);
  if (config.local !== undefined) Aspects.of(app).add(new LeaveOut(), { priority: AspectPriority.MUTATING });
  return { network, storage, pipeline, api, edge };
}
