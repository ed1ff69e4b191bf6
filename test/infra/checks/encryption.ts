import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, resourcesOf, type Synthesized } from '../stages.ts';

const present = z.unknown().refine((value) => value !== undefined && value !== '', 'is missing');

const TABLE = z.looseObject({
  SSESpecification: z.looseObject({ SSEEnabled: z.literal(true), SSEType: z.literal('KMS') }),
  Replicas: z.array(z.looseObject({ SSESpecification: z.looseObject({ KMSMasterKeyId: present }) })).min(1),
});
const DOMAIN = z.looseObject({
  EncryptionAtRestOptions: z.looseObject({ Enabled: z.literal(true), KmsKeyId: present }),
  NodeToNodeEncryptionOptions: z.looseObject({ Enabled: z.literal(true) }),
  DomainEndpointOptions: z.looseObject({
    EnforceHTTPS: z.literal(true),
    TLSSecurityPolicy: z.literal('Policy-Min-TLS-1-2-PFS-2023-10'),
  }),
  AdvancedSecurityOptions: z.looseObject({ Enabled: z.literal(true), InternalUserDatabaseEnabled: z.literal(false) }),
});
const BUCKET = z.looseObject({
  BucketEncryption: z.looseObject({ ServerSideEncryptionConfiguration: z.array(z.unknown()).length(1) }),
});

/** Type → what makes it encrypted at rest under a key of ours. */
const AT_REST: Readonly<Record<string, z.ZodType>> = {
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::Kinesis::Stream': z.looseObject({
    StreamEncryption: z.looseObject({ EncryptionType: z.literal('KMS'), KeyId: present }),
  }),
  'AWS::Logs::LogGroup': z.looseObject({ KmsKeyId: present, RetentionInDays: z.literal(365) }),
  'AWS::OpenSearchService::Domain': DOMAIN,
  'AWS::RDS::DBCluster': z.looseObject({ StorageEncrypted: z.literal(true), KmsKeyId: present }),
  'AWS::S3::Bucket': BUCKET,
  'AWS::SNS::Topic': z.looseObject({ KmsMasterKeyId: present }),
  'AWS::SQS::Queue': z.looseObject({ KmsMasterKeyId: present }),
  'AWS::SecretsManager::Secret': z.looseObject({ KmsKeyId: present }),
};

const Statement = z.looseObject({ Effect: z.string(), Condition: z.unknown().optional() });
const Policy = z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(Statement) }) });
const refusesPlainText = Policy.refine(
  ({ PolicyDocument }) =>
    PolicyDocument.Statement.some(
      ({ Effect, Condition }) =>
        Effect === 'Deny' && JSON.stringify(Condition ?? {}).includes('"aws:SecureTransport":"false"'),
    ),
  'lets requests without TLS through',
);

export function checkEncryption(aws: Synthesized): void {
  describe('encryption', () => {
    it.each(Object.entries(AT_REST))('%s is encrypted at rest under a key of ours', (type, schema) => {
      const found = resourcesOf(aws, type);
      expect(found).not.toEqual([]);
      expect(mismatches(found, schema)).toEqual([]);
    });

    it('rotates every key, but those of signatures that must verify for years', () => {
      const all = resourcesOf(aws, 'AWS::KMS::Key');
      const keys = all.filter(({ resource }) => resource.Properties.KeyUsage !== 'SIGN_VERIFY');
      expect(all.length - keys.length).toBe(2);
      expect(keys.length).toBeGreaterThanOrEqual(4);
      expect(mismatches(keys, z.looseObject({ EnableKeyRotation: z.literal(true) }))).toEqual([]);
    });

    it.each(['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])(
      '%s refuses requests without TLS',
      (type) => {
        const policies = resourcesOf(aws, type);
        expect(policies).not.toEqual([]);
        expect(mismatches(policies, refusesPlainText)).toEqual([]);
      },
    );

    it('has such a policy on every bucket and queue', () => {
      const count = (type: string) => resourcesOf(aws, type).length;
      expect(count('AWS::S3::BucketPolicy')).toBe(count('AWS::S3::Bucket'));
      expect(count('AWS::SQS::QueuePolicy')).toBe(count('AWS::SQS::Queue'));
    });

    it('takes TCP lines by TLS only and forces TLS on Postgres', () => {
      const listeners = resourcesOf(aws, 'AWS::ElasticLoadBalancingV2::Listener');
      const safe = z.union([
        z.looseObject({ Protocol: z.literal('TLS'), SslPolicy: z.string().startsWith('ELBSecurityPolicy-TLS13') }),
        z.looseObject({ Protocol: z.literal('UDP'), Port: z.literal(514) }),
      ]);
      expect(listeners).toHaveLength(4);
      expect(mismatches(listeners, safe)).toEqual([]);
      const forced = z.looseObject({ Parameters: z.looseObject({ 'rds.force_ssl': z.literal('1') }) });
      expect(mismatches(resourcesOf(aws, 'AWS::RDS::DBClusterParameterGroup'), forced)).toEqual([]);
    });
  });
}
