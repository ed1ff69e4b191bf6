import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { portalHeaders } from '../../domain/serve/portal-headers.ts';
import type { StageStack } from '../stage-stack.ts';

/** Headers that CloudFront sets by fields of their own; all others are custom ones. */
const FIELDS = [
  'content-security-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

/** The headers of the portal's pages; `connect` are origins that the pages may ask besides their own. */
export function siteHeaders(stack: StageStack, connect: readonly string[]): ResponseHeadersPolicy {
  const headers = portalHeaders(connect);
  const others = Object.entries(headers).filter(([name]) => !FIELDS.includes(name));
  return new ResponseHeadersPolicy(stack, 'Headers', {
    responseHeadersPolicyName: stack.nameOf('portal'),
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: headers['content-security-policy'] ?? '', override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: others.map(([header, value]) => ({ header, value, override: true })),
    },
  });
}
