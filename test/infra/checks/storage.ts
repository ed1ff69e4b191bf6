import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, resourcesOf, type Synthesized } from '../stages.ts';

const closed = z.object({
  BlockPublicAcls: z.literal(true),
  BlockPublicPolicy: z.literal(true),
  IgnorePublicAcls: z.literal(true),
  RestrictPublicBuckets: z.literal(true),
});
const versioned = z.looseObject({ Status: z.literal('Enabled') });

export function checkStorage(aws: Synthesized): void {
  const buckets = resourcesOf(aws, 'AWS::S3::Bucket').filter(({ where }) => where.startsWith('storage/'));
  const [raw, ...others] = buckets.filter(({ where }) => where.includes('Raw'));

  describe('storage', () => {
    it('closes every bucket to the public, versions it and logs who reads it', () => {
      const shape = z.looseObject({ PublicAccessBlockConfiguration: closed, VersioningConfiguration: versioned });
      expect(buckets).toHaveLength(3);
      expect(mismatches(buckets, shape)).toEqual([]);
      const logged = buckets.filter(({ where }) => !where.includes('AccessLogs'));
      expect(mismatches(logged, z.looseObject({ LoggingConfiguration: z.looseObject({}) }))).toEqual([]);
    });

    it('locks the raw archive in compliance mode for seven years and never expires it earlier', () => {
      expect(others).toEqual([]);
      const shape = z.looseObject({
        ObjectLockEnabled: z.literal(true),
        ObjectLockConfiguration: z.looseObject({
          Rule: z.object({ DefaultRetention: z.object({ Mode: z.literal('COMPLIANCE'), Days: z.literal(2557) }) }),
        }),
        LifecycleConfiguration: z.looseObject({
          Rules: z.array(z.looseObject({ ExpirationInDays: z.number().min(2558).optional() })).min(1),
        }),
      });
      expect(mismatches(raw === undefined ? [] : [raw], shape)).toEqual([]);
      expect(raw?.resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    });

    it('streams the table, expires by ttl, and can restore it to any second', () => {
      const shape = z.looseObject({
        KeySchema: z.tuple([
          z.object({ AttributeName: z.literal('pk'), KeyType: z.literal('HASH') }),
          z.object({ AttributeName: z.literal('sk'), KeyType: z.literal('RANGE') }),
        ]),
        StreamSpecification: z.looseObject({ StreamViewType: z.literal('NEW_IMAGE') }),
        TimeToLiveSpecification: z.object({ AttributeName: z.literal('ttl'), Enabled: z.literal(true) }),
        Replicas: z.array(
          z.looseObject({
            DeletionProtectionEnabled: z.literal(true),
            PointInTimeRecoverySpecification: z.looseObject({ PointInTimeRecoveryEnabled: z.literal(true) }),
          }),
        ),
      });
      const tables = resourcesOf(aws, 'AWS::DynamoDB::GlobalTable');
      expect(tables).toHaveLength(1);
      expect(mismatches(tables, shape)).toEqual([]);
    });

    it('keeps Aurora awake, private, protected and its passwords changing', () => {
      const cluster = z.looseObject({
        DeletionProtection: z.literal(true),
        BackupRetentionPeriod: z.literal(35),
        ServerlessV2ScalingConfiguration: z.looseObject({ MinCapacity: z.number().min(0.5) }),
      });
      expect(mismatches(resourcesOf(aws, 'AWS::RDS::DBCluster'), cluster)).toEqual([]);
      const instance = z.looseObject({ PubliclyAccessible: z.literal(false) });
      expect(resourcesOf(aws, 'AWS::RDS::DBInstance')).toHaveLength(2);
      expect(mismatches(resourcesOf(aws, 'AWS::RDS::DBInstance'), instance)).toEqual([]);
      expect(resourcesOf(aws, 'AWS::SecretsManager::RotationSchedule')).toHaveLength(2);
      expect(resourcesOf(aws, 'AWS::SecretsManager::Secret')).toHaveLength(2);
    });

    it('runs OpenSearch inside the VPC for seven roles', () => {
      const shape = z.looseObject({
        VPCOptions: z.looseObject({ SubnetIds: z.array(z.unknown()).length(2) }),
        AccessPolicies: z.looseObject({
          Statement: z.tuple([z.looseObject({ Principal: z.object({ AWS: z.array(z.unknown()).length(7) }) })]),
        }),
      });
      expect(mismatches(resourcesOf(aws, 'AWS::OpenSearchService::Domain'), shape)).toEqual([]);
    });
  });
}
