import { InterfaceVpcEndpointAwsService, SubnetType, type Vpc } from 'aws-cdk-lib/aws-ec2';
import type { SecurityGroups } from './security-groups.ts';

/**
 * An interface endpoint costs about $7 a month in each zone, so only what earns it has one: Secrets Manager and KMS,
 * because keys and passwords stay off the NAT and a Lambda starts when the NAT's zone is down; Kinesis, because every
 * log line of the edge passes there and the NAT charges by the gigabyte. Cognito's keys, X-Ray, image pulls and the
 * logs of the edge are small and go by the NAT; S3 and DynamoDB have gateway endpoints, which cost nothing.
 */
const SERVICES = {
  SecretsManager: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  Kms: InterfaceVpcEndpointAwsService.KMS,
  Kinesis: InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
};

export function interfaceEndpoints(vpc: Vpc, securityGroups: SecurityGroups): void {
  for (const [name, service] of Object.entries(SERVICES)) {
    vpc.addInterfaceEndpoint(name, {
      service,
      privateDnsEnabled: true,
      open: false,
      securityGroups: [securityGroups.endpoints],
      subnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    });
  }
}
