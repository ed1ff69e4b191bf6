import type { Stack } from 'aws-cdk-lib';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../acknowledge.ts';

const OF_CDK = "CDK's own function, which runs while the stack is deployed: it copies the pages into their bucket";

/** The findings of cdk-nag on the function of CDK that copies the pages; no step of Watchkeep has such grants. */
export function acknowledgeUpload(stack: Stack, site: Bucket): void {
  const bucket = site.node.defaultChild;
  const copier = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (copier === undefined || !(bucket instanceof CfnBucket))
    throw new Error('CDK copies the pages in another way now: look at its grants.');
  const actions = ['s3:Abort*', 's3:DeleteObject*', 's3:GetBucket*', 's3:GetObject*', 's3:List*'];
  const assets = `arn:${stack.partition}:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}/*`;
  const resources = [`<${stack.getLogicalId(bucket)}.Arn>/*`, assets];
  acknowledge(copier, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]': `${OF_CDK}, with the policy that lets it write its log.`,
    ...Object.fromEntries(actions.map((action) => [`AwsSolutions-IAM5[Action::${action}]`, `${OF_CDK}.`])),
    ...Object.fromEntries(resources.map((resource) => [`AwsSolutions-IAM5[Resource::${resource}]`, `${OF_CDK}.`])),
    'AwsSolutions-IAM5[Resource::*]': `${OF_CDK}; CloudFront has no resource to name for invalidations.`,
    'AwsSolutions-L1': `${OF_CDK}, on the runtime that CDK chose and tests.`,
  });
}
