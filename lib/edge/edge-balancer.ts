import { CfnParameter, Duration } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Protocol as ContainerProtocol, type FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ListenerCertificate,
  NetworkLoadBalancer,
  type NetworkTargetGroup,
  Protocol,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { NetworkStack } from '../network/network-stack.ts';
import { EDGE_PORTS } from '../network/security-groups.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

export type EdgeBalancerProps = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly service: FargateService;
};

/** Inside the VPC only: sources come by VPN or Direct Connect. The port decides the tenant, so it is kept to the task. */
export class EdgeBalancer extends Construct {
  readonly balancer: NetworkLoadBalancer;
  /** By port. */
  readonly targets: ReadonlyMap<number, NetworkTargetGroup>;

  constructor(stack: StageStack, { network, storage, service }: EdgeBalancerProps) {
    super(stack, 'Balancer');
    const { balancer: group } = network.securityGroups;
    this.balancer = new NetworkLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      internetFacing: false,
      crossZoneEnabled: true,
      securityGroups: [SecurityGroup.fromSecurityGroupId(this, 'Group', group.securityGroupId, { mutable: false })],
      deletionProtection: stack.config.onRemoval === 'retain',
    });
    this.balancer.setAttribute('access_logs.s3.enabled', 'true');
    this.balancer.setAttribute('access_logs.s3.bucket', storage.buckets.accessLogs.bucketName);
    this.balancer.setAttribute('access_logs.s3.prefix', 'edge');
    const certificate = ListenerCertificate.fromArn(certificateParameter(stack).valueAsString);
    this.targets = new Map([
      ...EDGE_PORTS.tcp.map((port) => [port, this.listen(service, port, Protocol.TLS, certificate)] as const),
      ...EDGE_PORTS.udp.map((port) => [port, this.listen(service, port, Protocol.UDP)] as const),
    ]);
  }

  private listen(
    service: FargateService,
    port: number,
    protocol: Protocol,
    certificate?: ListenerCertificate,
  ): NetworkTargetGroup {
    const listener = this.balancer.addListener(`Port${port}`, {
      port,
      protocol,
      ...(certificate === undefined ? {} : { certificates: [certificate], sslPolicy: SslPolicy.TLS13_RES }),
    });
    const inside = protocol === Protocol.TLS ? Protocol.TCP : protocol;
    const containerProtocol = protocol === Protocol.UDP ? ContainerProtocol.UDP : ContainerProtocol.TCP;
    return listener.addTargets(`Vector${port}`, {
      port,
      protocol: inside,
      targets: [
        service.loadBalancerTarget({ containerName: 'vector', containerPort: port, protocol: containerProtocol }),
      ],
      deregistrationDelay: Duration.seconds(30),
      preserveClientIp: true,
      healthCheck: { port: '8686', protocol: Protocol.HTTP, path: '/health', interval: Duration.seconds(10) },
    });
  }
}

function certificateParameter(stack: StageStack): CfnParameter {
  const { certificateArn } = stack.config.edge;
  return new CfnParameter(stack, 'EdgeCertificateArn', {
    type: 'String',
    description: 'ACM certificate of the TLS ports of the edge',
    allowedPattern: 'arn:.+:acm:.+',
    constraintDescription: 'give the ARN of an ACM certificate: cdk deploy -c edgeCertificateArn=arn:aws:acm:…',
    ...(certificateArn === undefined ? {} : { default: certificateArn }),
  });
}
