import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, resourcesOf, type Synthesized } from '../stages.ts';

const LambdaFunction = z.looseObject({ FunctionName: z.string().optional(), VpcConfig: z.unknown().optional() });
const Group = z.looseObject({
  SecurityGroupIngress: z.array(z.looseObject({ CidrIp: z.string().optional() })).default([]),
});

export function checkNetwork(aws: Synthesized): void {
  describe('network', () => {
    it('puts only Lambdas that need Postgres or OpenSearch into the VPC', () => {
      const inside = resourcesOf(aws, 'AWS::Lambda::Function')
        .map(({ resource }) => LambdaFunction.parse(resource.Properties))
        .filter(({ VpcConfig }) => VpcConfig !== undefined)
        .map(({ FunctionName = '' }) => FunctionName.replace('watchkeep-prod-', ''));
      expect(inside.toSorted()).toEqual(
        ['approve', 'detect-incidents', 'enrich', 'hunt', 'index', 'migrate', 'plan'].concat([
          'report',
          'respond',
          'score',
          'serve',
          'sweep',
          'watch',
        ]),
      );
    });

    it('has one NAT, two gateway endpoints, three interface endpoints and flow logs', () => {
      const kinds = resourcesOf(aws, 'AWS::EC2::VPCEndpoint').map(
        ({ resource }) => resource.Properties.VpcEndpointType,
      );
      expect(kinds.toSorted()).toEqual(['Gateway', 'Gateway', 'Interface', 'Interface', 'Interface']);
      expect(resourcesOf(aws, 'AWS::EC2::NatGateway')).toHaveLength(1);
      expect(resourcesOf(aws, 'AWS::EC2::FlowLog')).toHaveLength(1);
    });

    it('opens nothing to the whole internet', () => {
      const ranges = resourcesOf(aws, 'AWS::EC2::SecurityGroup').flatMap(({ resource }) =>
        Group.parse(resource.Properties).SecurityGroupIngress.map(({ CidrIp }) => CidrIp),
      );
      expect(ranges).toContain('10.0.0.0/8');
      expect(ranges.filter((range) => range === '0.0.0.0/0' || range === '::/0')).toEqual([]);
      const balancer = z.looseObject({ Scheme: z.literal('internal') });
      expect(mismatches(resourcesOf(aws, 'AWS::ElasticLoadBalancingV2::LoadBalancer'), balancer)).toEqual([]);
    });

    it('asks for a token everywhere but for health, the description of the API and log lines', () => {
      const open = resourcesOf(aws, 'AWS::ApiGateway::Method').filter(
        ({ resource }) => resource.Properties.AuthorizationType !== 'COGNITO_USER_POOLS',
      );
      expect(
        open.map(({ where }) => /RestApi(.+?)(GET|POST|ANY|OPTIONS)/.exec(where)?.slice(1).join(' ')).toSorted(),
      ).toEqual(['apilogs POST', 'apiv1health GET', 'apiv1openapijson GET', 'health GET']);
    });

    it('has a firewall with managed rules and rate limits before the API', () => {
      const acl = z.looseObject({ Scope: z.literal('REGIONAL'), Rules: z.array(z.unknown()).length(6) });
      expect(mismatches(resourcesOf(aws, 'AWS::WAFv2::WebACL'), acl)).toEqual([]);
      expect(resourcesOf(aws, 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
    });

    it('requires a second factor and has a group a role', () => {
      const pool = z.looseObject({ MfaConfiguration: z.literal('ON'), DeletionProtection: z.literal('ACTIVE') });
      expect(mismatches(resourcesOf(aws, 'AWS::Cognito::UserPool'), pool)).toEqual([]);
      const groups = resourcesOf(aws, 'AWS::Cognito::UserPoolGroup').map(
        ({ resource }) => resource.Properties.GroupName,
      );
      expect(groups).toContain('role/tenant-approver');
      expect(groups).toHaveLength(5);
    });

    it('lets the portal sign in by password and second factor, in no other way', () => {
      const client = z.looseObject({
        ExplicitAuthFlows: z.tuple([z.literal('ALLOW_USER_PASSWORD_AUTH'), z.literal('ALLOW_REFRESH_TOKEN_AUTH')]),
        AuthSessionValidity: z.literal(15),
        GenerateSecret: z.literal(false),
        PreventUserExistenceErrors: z.literal('ENABLED'),
      });
      const clients = resourcesOf(aws, 'AWS::Cognito::UserPoolClient');
      expect(clients).toHaveLength(1);
      expect(mismatches(clients, client)).toEqual([]);
    });
  });
}
