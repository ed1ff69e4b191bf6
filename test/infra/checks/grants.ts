import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STACK_NAMES, type Synthesized } from '../stages.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Statement = z.looseObject({
  Effect: z.string(),
  Action: oneOrMany,
  Resource: z.unknown(),
});
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.unknown()).min(1),
});

/** What a policy of a step allows, as `action resource`, where the resource is its JSON. */
type Grant = { readonly owner: string; readonly action: string; readonly resource: string };

function grantsOf({ templates }: Synthesized): Grant[] {
  return STACK_NAMES.flatMap((name) =>
    Object.entries(templates[name].Resources)
      .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
      .flatMap(([id, { Properties }]) =>
        Policy.parse(Properties).PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
          Action.flatMap((action) =>
            (Array.isArray(Resource) ? Resource : [Resource]).map((resource) => ({
              owner: `${name}/${id}`,
              action,
              resource: JSON.stringify(resource),
            })),
          ),
        ),
      ),
  );
}

/** Actions that have no resource to name. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  'ec2:AssignPrivateIpAddresses': 'Lambda in a VPC',
  'ec2:CreateNetworkInterface': 'Lambda in a VPC',
  'ec2:DeleteNetworkInterface': 'Lambda in a VPC',
  'ec2:DescribeNetworkInterfaces': 'Lambda in a VPC',
  'ec2:DescribeSubnets': 'Lambda in a VPC',
  'ec2:UnassignPrivateIpAddresses': 'Lambda in a VPC',
  'xray:PutTelemetryRecords': 'X-Ray',
  'xray:PutTraceSegments': 'X-Ray',
};

const COMMON =
  /^(ec2|xray|logs):|^kinesis:(Describe|Get|List|Subscribe)|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

/** Everything that each Lambda may do, but for its logs, traces, network interface and reading its stream. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  Archive: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    's3:GetObject',
    's3:PutObject',
    'sqs:SendMessage',
  ],
  Normalize: [
    'dynamodb:BatchWriteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'sqs:SendMessage',
  ],
  Detect: [
    'dynamodb:BatchGetItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:GenerateDataKey',
    'sqs:SendMessage',
  ],
  DetectIncidents: [
    'kms:Decrypt',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ],
  Index: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'sqs:SendMessage'],
  Sweep: ['kms:Decrypt', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  Migrate: ['kms:Decrypt', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
  Collect: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'kms:Decrypt', 'kms:GenerateDataKey', 'kinesis:PutRecords'],
  Serve: [
    'dynamodb:BatchGetItem',
    'dynamodb:GetItem',
    'dynamodb:Query',
    'kms:Decrypt',
    's3:GetObject',
    's3:ListBucket',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
  ],
};

export function checkGrants(aws: Synthesized): void {
  const grants = grantsOf(aws);

  describe('grants', () => {
    it('name no action by wildcard', () => {
      expect(grants.filter(({ action }) => action.includes('*'))).toEqual([]);
    });

    it('name a resource, but for actions that have none', () => {
      const open = grants.filter(({ resource }) => resource === '"*"');
      const unexpected = open.filter(({ action }) => WITHOUT_RESOURCE[action] === undefined);
      expect(open).not.toEqual([]);
      expect(unexpected.map(({ owner, action }) => `${owner} ${action}`)).toEqual([]);
    });

    it('reach objects of the archive below logs/ only', () => {
      const objects = grants.filter(({ action }) => /^s3:.*Object$/.test(action));
      expect(objects).toHaveLength(3);
      expect(objects.filter(({ resource }) => !resource.endsWith('"/logs/*"]]}'))).toEqual([]);
    });

    it.each(Object.entries(EXPECTED))('%s may do what it does, and nothing else', (step, expected) => {
      const owner = new RegExp(
        `^(pipeline|api)/(${step}RoleDefaultPolicy|${step}RolePolicy(pipeline|api)${step}Role)[0-9A-F]+$`,
      );
      const own = grants.filter((grant) => owner.test(grant.owner) && !COMMON.test(grant.action));
      const put = grants.filter((grant) => owner.test(grant.owner) && grant.action === 'kinesis:PutRecords');
      expect([...new Set([...own, ...put].map(({ action }) => action))].toSorted()).toEqual(expected.toSorted());
    });

    it('let the edge put records and nothing else', () => {
      const edge = grants.filter(({ owner }) => owner.startsWith('edge/VectorTaskTaskRole'));
      const actions = ['kinesis:DescribeStream', 'kinesis:PutRecords', 'kms:GenerateDataKey'];
      expect(edge.map(({ action }) => action).toSorted()).toEqual(actions);
    });
  });
}
