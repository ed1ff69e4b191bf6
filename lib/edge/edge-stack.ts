import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { NetworkStack } from '../network/network-stack.ts';
import type { PipelineStack } from '../pipeline/pipeline-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { edgeAlarms } from './edge-alarms.ts';
import { EdgeBalancer } from './edge-balancer.ts';
import { VectorService } from './vector-service.ts';

export type EdgeStackParts = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
};

/** Syslog and raw lines: a network load balancer with a TLS port a tenant, and Vector behind it. */
export class EdgeStack extends StageStack {
  constructor(scope: Construct, { network, storage, pipeline }: EdgeStackParts, props: StageStackProps) {
    super(scope, 'edge', 'Watchkeep: load balancer and Vector on Fargate', props);
    const vector = new VectorService(this, { network, storage, stream: pipeline.stream });
    const balancer = new EdgeBalancer(this, { network, storage, service: vector.service });
    edgeAlarms(this, pipeline.alarms, vector.service, balancer.targets);
    new CfnOutput(this, 'EdgeHost', { value: balancer.balancer.loadBalancerDnsName });
  }
}
