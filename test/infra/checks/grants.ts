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

// CDK's own function that copies the pages of the portal while it is deployed.
const isOfCdk = ({ owner }: Grant) => owner.startsWith('portal/CustomCDKBucketDeployment');

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
  'logs:CreateLogDelivery': 'Step Functions',
  'logs:DeleteLogDelivery': 'Step Functions',
  'logs:DescribeLogGroups': 'Step Functions',
  'logs:DescribeResourcePolicies': 'Step Functions',
  'logs:GetLogDelivery': 'Step Functions',
  'logs:ListLogDeliveries': 'Step Functions',
  'logs:PutResourcePolicy': 'Step Functions',
  'logs:UpdateLogDelivery': 'Step Functions',
  'wafv2:ListIPSets': 'IP sets are found by name',
  'xray:GetSamplingRules': 'X-Ray',
  'xray:GetSamplingTargets': 'X-Ray',
  'xray:PutTelemetryRecords': 'X-Ray',
  'xray:PutTraceSegments': 'X-Ray',
};

const COMMON =
  /^(ec2|xray|logs):|^kinesis:(Describe|Get|List|Subscribe)|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

const DATABASE = ['kms:Decrypt', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
const READ_TABLE = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const IP_SETS = ['wafv2:GetIPSet', 'wafv2:ListIPSets', 'wafv2:UpdateIPSet'];

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
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:GenerateDataKey',
    'kms:Verify',
    's3:GetObject',
    's3:ListBucket',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
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
    'states:StartExecution',
  ],
  // Of the table only published parsers: what detect counts is out of a hunt's reach.
  Hunt: [
    ...DATABASE,
    'dynamodb:Query',
    'kms:GenerateDataKey',
    's3:GetObject',
    's3:ListBucket',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
  ],
  Index: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'sqs:SendMessage'],
  Sweep: [...DATABASE, 'states:StartExecution'],
  Watch: [
    ...DATABASE,
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kinesis:PutRecords',
    'kms:GenerateDataKey',
  ],
  Migrate: DATABASE,
  Score: [...DATABASE, 'dynamodb:GetItem'],
  Enrich: [...DATABASE, 'dynamodb:GetItem'],
  Plan: [...DATABASE, 'dynamodb:GetItem', 'kms:Sign', 'states:SendTaskSuccess'],
  Approve: [...DATABASE, 'dynamodb:GetItem', 'kms:Sign', 'states:SendTaskSuccess'],
  Respond: [...DATABASE, ...IP_SETS, 'kms:Sign'],
  Report: [...DATABASE, 'dynamodb:Query', 'kms:GenerateDataKey', 'kms:Sign', 's3:GetObject', 's3:PutObject'],
  Collect: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'kms:Decrypt', 'kms:GenerateDataKey', 'kinesis:PutRecords'],
  PullS3: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'kinesis:PutRecords',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    's3:GetObject',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ],
  PullApi: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'kinesis:PutRecords',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'secretsmanager:GetSecretValue',
  ],
  Serve: [
    ...DATABASE,
    ...READ_TABLE,
    ...IP_SETS,
    'kms:GenerateDataKey',
    'kms:Sign',
    's3:GetObject',
    's3:ListBucket',
    'sqs:SendMessage',
    'states:SendTaskSuccess',
  ],
};

export function checkGrants(aws: Synthesized): void {
  const grants = grantsOf(aws).filter((grant) => !isOfCdk(grant));

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

    it('reach objects below their prefix only', () => {
      const isOfOthers = ({ owner }: Grant) => owner.startsWith('pull/');
      const objects = grants.filter((grant) => /^s3:.*Object$/.test(grant.action) && !isOfOthers(grant));
      const prefixes = objects.map(({ owner, action, resource }) => {
        const step = /\/([A-Z][a-z]+)Role/.exec(owner)?.[1];
        return `${step} ${action} ${/"\/([a-z]+\/\*)"/.exec(resource)?.[1]}`;
      });
      expect(prefixes.toSorted()).toEqual([
        'Archive s3:GetObject logs/*',
        'Archive s3:PutObject logs/*',
        'Detect s3:GetObject rulesets/*',
        'Hunt s3:GetObject logs/*',
        'Report s3:GetObject reports/*',
        'Report s3:PutObject reports/*',
        'Serve s3:GetObject logs/*',
        'Serve s3:GetObject reports/*',
      ]);
    });

    it.each(Object.entries(EXPECTED))('%s may do what it does, and nothing else', (step, expected) => {
      const owner = new RegExp(
        `^(pipeline|response|report|api|pull)/(${step}RoleDefaultPolicy|${step}RolePolicy[a-z]+${step}Role)[0-9A-F]+$`,
      );
      const own = grants.filter((grant) => owner.test(grant.owner) && !COMMON.test(grant.action));
      const put = grants.filter((grant) => owner.test(grant.owner) && grant.action === 'kinesis:PutRecords');
      expect([...new Set([...own, ...put].map(({ action }) => action))].toSorted()).toEqual(expected.toSorted());
    });

    it('read of other buckets and secrets what a collector names', () => {
      const foreign = grants.filter(({ owner, action }) => owner.startsWith('pull/') && /^s3:|^secrets/.test(action));
      expect(foreign.map(({ action, resource }) => `${action} ${resource.replace(/^.*arn:/, '')}`).toSorted()).toEqual([
        's3:GetObject aws:s3:::acme-cloudtrail/AWSLogs/*"',
        'secretsmanager:GetSecretValue aws:secretsmanager:us-east-1:123456789012:secret:entra-app-AbCdEf"',
        'secretsmanager:GetSecretValue aws:secretsmanager:us-east-1:123456789012:secret:okta-token-AbCdEf"',
      ]);
    });

    it('let the edge put records and nothing else', () => {
      const edge = grants.filter(({ owner }) => owner.startsWith('edge/VectorTaskTaskRole'));
      const actions = ['kinesis:DescribeStream', 'kinesis:PutRecords', 'kms:GenerateDataKey'];
      expect(edge.map(({ action }) => action).toSorted()).toEqual(actions);
    });
  });
}
