import { type App, AspectPriority, Aspects } from 'aws-cdk-lib';
import { ApiStack } from './api/api-stack.ts';
import type { StageConfig } from './config.ts';
import { EdgeStack } from './edge/edge-stack.ts';
import { LeaveOut } from './local/leave-out.ts';
import { NetworkStack } from './network/network-stack.ts';
import { PipelineStack } from './pipeline/pipeline-stack.ts';
import { PortalStack } from './portal/portal-stack.ts';
import { PullStack } from './pull/pull-stack.ts';
import { ReportStack } from './report/report-stack.ts';
import { ResponseStack } from './response/response-stack.ts';
import { StorageStack } from './storage/storage-stack.ts';

export type Stacks = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly response: ResponseStack;
  readonly report: ReportStack;
  readonly api: ApiStack;
  readonly edge: EdgeStack;
  /** Only where something is pulled. */
  readonly pull?: PullStack;
  /** Not on the local platform, where `npm start` serves the portal. */
  readonly portal?: PortalStack;
};

/** The stacks of a stage. `sourceRoot` is the repository's folder. */
export function buildStacks(app: App, config: StageConfig, sourceRoot: string): Stacks {
  const props = { config, sourceRoot };
  const network = new NetworkStack(app, props);
  const storage = new StorageStack(app, network, props);
  const pipeline = new PipelineStack(app, network, storage, props);
  const response = new ResponseStack(app, { network, storage, pipeline }, props);
  const report = new ReportStack(app, { network, storage, pipeline }, props);
  const api = new ApiStack(app, { network, storage, pipeline }, props);
  const edge = new EdgeStack(app, { network, storage, pipeline }, props);
  const { collectors = { buckets: [], polls: [] } } = config;
  const isPulled = collectors.buckets.length + collectors.polls.length > 0;
  const pull = isPulled ? new PullStack(app, { storage, pipeline, collectors }, props) : undefined;
  const stacks = { network, storage, pipeline, response, report, api, edge, ...(pull && { pull }) };
  if (config.local === undefined) return { ...stacks, portal: new PortalStack(app, api, props) };
  Aspects.of(app).add(new LeaveOut(), { priority: AspectPriority.MUTATING });
  return stacks;
}
