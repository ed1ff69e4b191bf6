import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  LogDrivers,
  OperatingSystemFamily,
  Protocol,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import { EDGE_PORTS } from '../network/security-groups.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { vectorConfiguration } from './vector-configuration.ts';

export type VectorServiceProps = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly stream: Stream;
};

const IMAGE = 'timberio/vector:0.59.0-alpine';
// Vector reads its configuration from a file; the task's file system is read-only but for these folders.
const CONFIGURATION = '/etc/vector';
const BUFFER = '/var/lib/vector';
const START = `printf '%s' "$VECTOR_CONFIGURATION" > ${CONFIGURATION}/vector.yaml && exec vector --config ${CONFIGURATION}/vector.yaml`;

/** Vector with `edge/vector.yaml`; its role may describe the stream, put records into it, and nothing else. */
export class VectorService extends Construct {
  readonly service: FargateService;

  constructor(stack: StageStack, { network, storage, stream }: VectorServiceProps) {
    super(stack, 'Vector');
    const { config } = stack;
    const logs = new LogGroup(this, 'Logs', {
      encryptionKey: storage.keys.data,
      retention: config.logRetentionDays,
      removalPolicy: stack.removalPolicy,
    });
    const task = new FargateTaskDefinition(this, 'Task', {
      cpu: 1024,
      memoryLimitMiB: 2048,
      runtimePlatform: {
        cpuArchitecture: config.architecture === 'arm64' ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
      volumes: [{ name: 'configuration' }, { name: 'buffer' }],
    });
    task.addToTaskRolePolicy(
      new PolicyStatement({
        actions: ['kinesis:DescribeStream', 'kinesis:PutRecords'],
        resources: [stream.streamArn],
      }),
    );
    task.addToTaskRolePolicy(
      new PolicyStatement({ actions: ['kms:GenerateDataKey'], resources: [storage.keys.data.keyArn] }),
    );
    const container = task.addContainer('vector', {
      image: ContainerImage.fromRegistry(IMAGE),
      entryPoint: ['sh', '-c'],
      command: [START],
      environment: {
        AWS_REGION: stack.region,
        STREAM_NAME: stream.streamName,
        WATCHKEEP_API_ADDRESS: '0.0.0.0:8686',
        WATCHKEEP_DATA_DIRECTORY: BUFFER,
        // The load balancer ends TLS.
        WATCHKEEP_EDGE_TLS: 'false',
        WATCHKEEP_EDGE_MUTUAL_TLS: 'false',
        ...Object.fromEntries(
          Object.entries(config.edge.tenants).map(([port, tenant]) => [`WATCHKEEP_TENANT_${port}`, tenant]),
        ),
        // Since 0.57 Vector fills variables into its configuration only when told so; all of them are ours.
        VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true',
        VECTOR_CONFIGURATION: vectorConfiguration(stack.sourceRoot),
      },
      readonlyRootFilesystem: true,
      logging: LogDrivers.awsLogs({ logGroup: logs, streamPrefix: 'vector' }),
      portMappings: [
        ...EDGE_PORTS.tcp.map((containerPort) => ({ containerPort, protocol: Protocol.TCP })),
        ...EDGE_PORTS.udp.map((containerPort) => ({ containerPort, protocol: Protocol.UDP })),
        { containerPort: 8686, protocol: Protocol.TCP },
        { containerPort: 9598, protocol: Protocol.TCP },
      ],
    });
    container.addMountPoints(
      { sourceVolume: 'configuration', containerPath: CONFIGURATION, readOnly: false },
      { sourceVolume: 'buffer', containerPath: BUFFER, readOnly: false },
    );
    this.service = new FargateService(this, 'Service', {
      cluster: new Cluster(this, 'Cluster', { vpc: network.vpc, containerInsightsV2: ContainerInsights.ENABLED }),
      taskDefinition: task,
      desiredCount: config.edge.tasks,
      minHealthyPercent: 100,
      circuitBreaker: { enable: true, rollback: true },
      assignPublicIp: false,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [
        SecurityGroup.fromSecurityGroupId(this, 'Group', network.securityGroups.edge.securityGroupId, {
          mutable: false,
        }),
      ],
    });
    acknowledge(task, {
      'AwsSolutions-ECS2': 'The variables name the stream and hold the configuration from the repository: no secrets.',
      'AwsSolutions-IAM5[Resource::*]': 'ecr:GetAuthorizationToken has no resource.',
    });
  }
}
