import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../acknowledge.ts';
import type { StageStack } from '../stage-stack.ts';

export type SiteBuckets = { readonly site: Bucket; readonly logs: Bucket };

/** The pages, which CloudFront alone reads, and the log of who asked for them. */
export function siteBuckets(stack: StageStack): SiteBuckets {
  const shared = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: stack.removalPolicy,
  };
  const expiring = (days: number) => [
    { expiration: Duration.days(days), noncurrentVersionExpiration: Duration.days(30) },
  ];
  // CloudFront delivers its logs by an access control list.
  const logs = new Bucket(stack, 'Logs', {
    ...shared,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: expiring(400),
  });
  acknowledge(logs, { 'AwsSolutions-S1': 'This bucket holds access logs; logging it too would never end.' });
  const site = new Bucket(stack, 'Pages', {
    ...shared,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'bucket/',
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
  });
  return { site, logs };
}
