import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { StageConfig } from '../config.ts';

/** The raw archive (write once), models and published rulesets, and the log of who read either. */
export class Buckets extends Construct {
  readonly accessLogs: Bucket;
  readonly raw: Bucket;
  readonly models: Bucket;

  constructor(scope: Construct, key: Key, config: StageConfig, removalPolicy: RemovalPolicy) {
    super(scope, 'Buckets');
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy,
    } satisfies BucketProps;
    // Log delivery cannot write under a customer key.
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...shared,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) }],
    });
    allowLoadBalancerLogs(this.accessLogs);
    acknowledge(this.accessLogs, {
      'AwsSolutions-S1': 'This bucket holds the access logs; logging it into itself would never end.',
    });
    this.raw = new Bucket(this, 'Raw', {
      ...shared,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: retention(config),
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'raw/',
      lifecycleRules: archiveLifecycle(config),
    });
    this.models = new Bucket(this, 'Models', {
      ...shared,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'models/',
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(365) }],
    });
  }
}

function retention({ objectLock }: StageConfig): ObjectLockRetention {
  const duration = Duration.days(objectLock.days);
  return objectLock.mode === 'COMPLIANCE'
    ? ObjectLockRetention.compliance(duration)
    : ObjectLockRetention.governance(duration);
}

// Glacier Instant Retrieval keeps a position readable in milliseconds, so that hunts and replays reach back.
function archiveLifecycle({ objectLock }: StageConfig): BucketProps['lifecycleRules'] {
  return [
    {
      id: 'cheaper-with-age',
      prefix: 'logs/',
      transitions: [
        { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
        { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) },
      ],
      expiration: Duration.days(Math.max(objectLock.days, 91) + 1),
    },
    { id: 'superseded', noncurrentVersionExpiration: Duration.days(objectLock.days + 1) },
    { id: 'broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  ];
}

// What ElasticLoadBalancing asks for network load balancers; CDK writes it only where the region is known.
function allowLoadBalancerLogs(bucket: Bucket): void {
  const delivery = new ServicePrincipal('delivery.logs.amazonaws.com');
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [delivery],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('edge/AWSLogs/*')],
      conditions: { StringEquals: { 'aws:SourceAccount': bucket.stack.account } },
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [delivery],
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: { 'aws:SourceAccount': bucket.stack.account } },
    }),
  );
}
