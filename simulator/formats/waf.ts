import type { Random } from '../random.ts';

export type WafDecision = {
  readonly site: string;
  readonly action: 'ALLOW' | 'BLOCK' | 'COUNT';
  readonly rule: string;
  readonly sourceAddress: string;
  readonly country: string;
  readonly uri: string;
  readonly arguments: string;
  readonly method: string;
  readonly userAgent: string;
};

const PUBLIC_SITE = 'arn:aws:wafv2:eu-central-1:000000000000:regional/webacl/public/1';

/** A record of AWS WAF (docs/log-types.md). */
export const wafLine = (at: number, decision: WafDecision, random: Random): string =>
  JSON.stringify({
    timestamp: at,
    formatVersion: 1,
    webaclId: PUBLIC_SITE,
    terminatingRuleId: decision.rule,
    terminatingRuleType: decision.rule === 'Default_Action' ? 'REGULAR' : 'MANAGED_RULE_GROUP',
    action: decision.action,
    httpSourceName: 'ALB',
    httpSourceId: 'app/public-web/8c1d',
    httpRequest: {
      clientIp: decision.sourceAddress,
      country: decision.country,
      headers: [
        { name: 'Host', value: decision.site },
        { name: 'User-Agent', value: decision.userAgent },
      ],
      uri: decision.uri,
      args: decision.arguments,
      httpVersion: 'HTTP/1.1',
      httpMethod: decision.method,
      requestId: random.hex(32),
    },
  });
