import { z } from 'zod';
import { partsOf } from './network-parts.ts';
import { referencesOf } from './references.ts';
import type { Synthesized } from './stages.ts';

const Association = z.looseObject({ SubnetId: z.unknown(), RouteTableId: z.unknown() });
const Route = z.looseObject({
  DestinationCidrBlock: z.string(),
  NatGatewayId: z.unknown().optional(),
  RouteTableId: z.unknown(),
});
const Endpoint = z.looseObject({
  VpcEndpointType: z.string(),
  ServiceName: z.unknown(),
  PrivateDnsEnabled: z.boolean().default(false),
  RouteTableIds: z.array(z.unknown()).default([]),
  SecurityGroupIds: z.array(z.unknown()).default([]),
});
const Group = z.looseObject({
  SecurityGroupIngress: z
    .array(z.looseObject({ CidrIp: z.string().optional(), FromPort: z.number(), ToPort: z.number() }))
    .default([]),
});
const Vpc = z.looseObject({ CidrBlock: z.string() });

/** An endpoint's name of a service → the prefix of its actions, where they differ. */
const PREFIXES: Readonly<Record<string, string>> = { 'kinesis-streams': 'kinesis' };

const serviceOf = (serviceName: unknown): string => {
  const [, name = ''] = /([a-z0-9-]+)"?[\]}]*$/.exec(JSON.stringify(serviceName)) ?? [];
  return PREFIXES[name] ?? name;
};

export type Way = 'gateway' | 'interface' | 'nat';

/** By which way a subnet reaches an AWS service on port 443; undefined where by none. */
export function waysOf(aws: Synthesized): (subnet: string, service: string) => Way | undefined {
  const references = referencesOf(aws);
  const named = (stack: Parameters<typeof references>[0], value: unknown) => references(stack, value)[0] ?? '';
  const tables = new Map(
    partsOf(aws, 'AWS::EC2::SubnetRouteTableAssociation').map(({ stack, resource }) => {
      const { SubnetId, RouteTableId } = Association.parse(resource.Properties);
      return [named(stack, SubnetId), named(stack, RouteTableId)];
    }),
  );
  const toNat = partsOf(aws, 'AWS::EC2::Route').flatMap(({ stack, resource }) => {
    const { DestinationCidrBlock, NatGatewayId, RouteTableId } = Route.parse(resource.Properties);
    const isNat = DestinationCidrBlock === '0.0.0.0/0' && NatGatewayId !== undefined;
    return isNat ? [named(stack, RouteTableId)] : [];
  });
  const ranges = partsOf(aws, 'AWS::EC2::VPC').map(({ resource }) => Vpc.parse(resource.Properties).CidrBlock);
  const open = new Set(
    partsOf(aws, 'AWS::EC2::SecurityGroup')
      .filter(({ resource }) =>
        Group.parse(resource.Properties).SecurityGroupIngress.some(
          ({ CidrIp = '', FromPort, ToPort }) => ranges.includes(CidrIp) && FromPort <= 443 && ToPort >= 443,
        ),
      )
      .map(({ stack, id }) => `${stack}/${id}`),
  );
  const endpoints = partsOf(aws, 'AWS::EC2::VPCEndpoint').map(({ stack, resource }) => {
    const endpoint = Endpoint.parse(resource.Properties);
    return {
      service: serviceOf(endpoint.ServiceName),
      gateway: endpoint.VpcEndpointType === 'Gateway',
      tables: references(stack, endpoint.RouteTableIds),
      answers: endpoint.PrivateDnsEnabled && references(stack, endpoint.SecurityGroupIds).some((id) => open.has(id)),
    };
  });

  return (subnet, service) => {
    const table = tables.get(subnet) ?? '';
    const endpoint = endpoints.find((each) => each.service === service);
    if (endpoint?.gateway && endpoint.tables.includes(table)) return 'gateway';
    // Its private name hides the service's public one: where it does not answer, the NAT does not help.
    if (endpoint && !endpoint.gateway) return endpoint.answers ? 'interface' : undefined;
    return toNat.includes(table) ? 'nat' : undefined;
  };
}
