import {
  FlowLogDestination,
  type FlowLogOptions,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import { interfaceEndpoints } from './interface-endpoints.ts';
import { allowLogs } from './log-key.ts';
import { SecurityGroups } from './security-groups.ts';

/** The VPC for what needs Postgres or OpenSearch, and for the edge. One NAT; see interface-endpoints.ts for the rest. */
export class NetworkStack extends StageStack {
  readonly vpc: Vpc;
  readonly securityGroups: SecurityGroups;

  constructor(scope: Construct, props: StageStackProps) {
    super(scope, 'network', 'Watchkeep: VPC, endpoints, security groups', props);
    const { config } = this;
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(config.vpcCidr),
      maxAzs: config.availabilityZones,
      natGateways: 1,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      flowLogs: { all: this.flowLogs() },
      gatewayEndpoints: {
        s3: { service: GatewayVpcEndpointAwsService.S3 },
        dynamodb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    this.securityGroups = new SecurityGroups(this, this.vpc, config);
    interfaceEndpoints(this.vpc, this.securityGroups);
  }

  private flowLogs(): FlowLogOptions {
    const key = new Key(this, 'FlowLogKey', {
      description: 'Flow logs of the VPC',
      enableKeyRotation: true,
      removalPolicy: this.removalPolicy,
    });
    const logGroup = new LogGroup(this, 'FlowLogs', {
      encryptionKey: key,
      retention: this.config.logRetentionDays,
      removalPolicy: this.removalPolicy,
    });
    allowLogs(key);
    return { destination: FlowLogDestination.toCloudWatchLogs(logGroup), trafficType: FlowLogTrafficType.ALL };
  }
}
