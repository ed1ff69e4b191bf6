import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lambdasInNetwork, partsOf } from '../network-parts.ts';
import { referencesOf } from '../references.ts';
import { type Way, waysOf } from '../routes.ts';
import type { Synthesized } from '../stages.ts';

/** Variable that names a store → the resource, the property with its security groups, its port. */
const STORES = {
  DATABASE_HOST: { type: 'AWS::RDS::DBCluster', property: 'VpcSecurityGroupIds', port: 5432 },
  OPENSEARCH_ENDPOINT: { type: 'AWS::OpenSearchService::Domain', property: 'VPCOptions', port: 443 },
} as const;

/** What runs outside of the function's network: Lambda itself writes logs, traces and network interfaces. */
const BY_THE_SERVICE = ['ec2', 'logs', 'xray'];

/** Everything else goes by the NAT. */
const WAYS: Readonly<Record<string, Way>> = {
  dynamodb: 'gateway',
  kinesis: 'interface',
  kms: 'interface',
  s3: 'gateway',
  secretsmanager: 'interface',
};

const Ingress = z.looseObject({ IpProtocol: z.literal('tcp'), FromPort: z.number(), ToPort: z.number() });
const OpenOutbound = z.looseObject({
  SecurityGroupEgress: z.tuple([z.looseObject({ CidrIp: z.literal('0.0.0.0/0'), IpProtocol: z.literal('-1') })]),
});

export function checkReachability(aws: Synthesized): void {
  const references = referencesOf(aws);
  const lambdas = lambdasInNetwork(aws);
  const inside = lambdas.filter(({ subnets }) => subnets.length > 0);
  const wayOf = waysOf(aws);

  const storeGroups = ({ type, property }: { readonly type: string; readonly property: string }) =>
    partsOf(aws, type).flatMap(({ stack, resource }) => references(stack, resource.Properties[property]));
  const mayReach = (from: readonly string[], to: readonly string[], port: number) =>
    partsOf(aws, 'AWS::EC2::SecurityGroupIngress').some(({ stack, resource: { Properties } }) => {
      const rule = Ingress.safeParse(Properties).data;
      if (rule === undefined || port < rule.FromPort || port > rule.ToPort) return false;
      const named = (property: string) => references(stack, Properties[property])[0] ?? '';
      return from.includes(named('SourceSecurityGroupId')) && to.includes(named('GroupId'));
    });

  describe('reachability', () => {
    it.each(Object.entries(STORES))('lets each Lambda with %s reach that store', (variable, store) => {
      const told = lambdas.filter(({ variables }) => variables.includes(variable)).map(({ name }) => name);
      const able = inside
        .filter(({ securityGroups }) => mayReach(securityGroups, storeGroups(store), store.port))
        .map(({ name }) => name);
      expect(told.length).toBeGreaterThanOrEqual(4);
      expect(told.filter((name) => !able.includes(name))).toEqual([]);
    });

    it('names no store to a Lambda outside of the VPC', () => {
      const outside = lambdas.filter(({ subnets }) => subnets.length === 0);
      expect(outside.map(({ name }) => name).toSorted()).toEqual([
        'archive',
        'collect',
        'detect',
        'normalize',
        'pull-api',
        'pull-s3',
      ]);
      const told = outside.filter(({ variables }) => variables.some((variable) => variable in STORES));
      expect(told).toEqual([]);
    });

    it('lets serve fetch the keys of Cognito, which takes no grant', () => {
      const subnets = inside.find(({ name }) => name === 'serve')?.subnets ?? [];
      expect(subnets.map((id) => wayOf(id, 'cognito-idp'))).toEqual(['nat', 'nat']);
    });

    it('lets Lambdas in the VPC open connections', () => {
      const groups = new Set(inside.flatMap(({ securityGroups }) => securityGroups));
      const closed = partsOf(aws, 'AWS::EC2::SecurityGroup')
        .filter(({ stack, id }) => groups.has(`${stack}/${id}`))
        .filter(({ resource }) => !OpenOutbound.safeParse(resource.Properties).success);
      expect(groups.size).toBe(1);
      expect(closed).toEqual([]);
    });

    it.each(inside.map(({ name, ...rest }) => [name, rest] as const))(
      '%s reaches every service that its role was granted, from each of its subnets',
      (_, { subnets, services }) => {
        const called = services.filter((service) => !BY_THE_SERVICE.includes(service));
        expect(called).toContain('kms');
        const ways = called.map((service) => [service, ...new Set(subnets.map((id) => wayOf(id, service) ?? 'none'))]);
        expect(ways).toEqual(called.map((service) => [service, WAYS[service] ?? 'nat']));
      },
    );
  });
}
