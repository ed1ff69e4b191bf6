import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mismatches, resourcesOf, type Synthesized } from '../stages.ts';

const Behavior = z.looseObject({ ViewerProtocolPolicy: z.enum(['redirect-to-https', 'https-only']) });
const Distribution = z.looseObject({
  DistributionConfig: z.looseObject({
    Logging: z.looseObject({ Bucket: z.unknown() }),
    DefaultCacheBehavior: Behavior.extend({
      ResponseHeadersPolicyId: z.unknown(),
      FunctionAssociations: z.array(z.unknown()),
    }),
    CacheBehaviors: z.tuple([
      Behavior.extend({
        PathPattern: z.literal('/api/*'),
        AllowedMethods: z.array(z.string()).length(7),
        // Nothing of the API is kept: the managed policy CachingDisabled.
        CachePolicyId: z.literal('4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
      }),
    ]),
    Origins: z.array(z.looseObject({})).length(2),
  }),
});
const Headers = z.object({
  ResponseHeadersPolicyConfig: z.looseObject({
    SecurityHeadersConfig: z.looseObject({
      ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.unknown(), Override: z.literal(true) }),
      StrictTransportSecurity: z.looseObject({ AccessControlMaxAgeSec: z.literal(63_072_000) }),
      FrameOptions: z.looseObject({ FrameOption: z.literal('DENY') }),
      ContentTypeOptions: z.looseObject({}),
    }),
  }),
});
const closed = z.object({
  BlockPublicAcls: z.literal(true),
  BlockPublicPolicy: z.literal(true),
  IgnorePublicAcls: z.literal(true),
  RestrictPublicBuckets: z.literal(true),
});

/** Pages from a closed bucket, the API on the same origin, and a policy that lets no log line become a script. */
export function checkPortal(aws: Synthesized): void {
  describe('portal', () => {
    it('serves pages and API from one origin, by TLS only', () => {
      const distributions = resourcesOf(aws, 'AWS::CloudFront::Distribution');
      expect(distributions).toHaveLength(1);
      expect(mismatches(distributions, Distribution)).toEqual([]);
    });

    it('runs scripts and styles of its own files only', () => {
      const [policy] = resourcesOf(aws, 'AWS::CloudFront::ResponseHeadersPolicy');
      const { SecurityHeadersConfig } = Headers.parse(policy?.resource.Properties).ResponseHeadersPolicyConfig;
      const text = JSON.stringify(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
      expect(text).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(text).toContain("connect-src 'self' https://cognito-idp.");
      expect(text).not.toMatch(/unsafe|\*/);
    });

    it('reads the bucket as this distribution, and nobody else does', () => {
      const buckets = resourcesOf(aws, 'AWS::S3::Bucket').filter(({ where }) => where.startsWith('portal/'));
      expect(buckets).toHaveLength(2);
      expect(mismatches(buckets, z.looseObject({ PublicAccessBlockConfiguration: closed }))).toEqual([]);
      const control = resourcesOf(aws, 'AWS::CloudFront::OriginAccessControl');
      const signing = z.looseObject({ SigningBehavior: z.literal('always'), SigningProtocol: z.literal('sigv4') });
      expect(mismatches(control, z.object({ OriginAccessControlConfig: signing }))).toEqual([]);
      expect(control).toHaveLength(1);
    });
  });
}
