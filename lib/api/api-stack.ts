import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { NetworkStack } from '../network/network-stack.ts';
import type { PipelineStack } from '../pipeline/pipeline-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { apiAlarms } from './api-alarms.ts';
import { collectStep } from './collect-step.ts';
import { Api } from './rest-api.ts';
import { serveStep } from './serve-step.ts';
import { Users } from './user-pool.ts';
import { WebAcl } from './web-acl.ts';

export type ApiStackParts = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
};

/** The way in for HTTP, and the way out for people: REST API, users, firewall. */
export class ApiStack extends StageStack {
  readonly users: Users;
  readonly api: RestApi;

  constructor(scope: Construct, { network, storage, pipeline }: ApiStackParts, props: StageStackProps) {
    super(scope, 'api', 'Watchkeep: REST API, users, firewall', props);
    const users = new Users(this);
    const collect = collectStep(this, storage, pipeline.stream);
    const serve = serveStep(this, network, storage, users, pipeline.hunts);
    const { api } = new Api(this, { key: storage.keys.data, users, collect, serve });
    new WebAcl(this, api);
    apiAlarms(this, pipeline.alarms, api, [collect, serve]);
    this.users = users;
    this.api = api;
  }
}
