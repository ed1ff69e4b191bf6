import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProblemDocument } from '../../../domain/serve/problem.ts';
import { resourcesOf, type Synthesized } from '../stages.ts';

const Managed = z.object({
  Name: z.string(),
  Statement: z.object({
    ManagedRuleGroupStatement: z.object({ ScopeDownStatement: z.unknown().optional() }),
  }),
});

/** A statement of the firewall, evaluated: as much of the language as ours uses. */
const Joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });
// The only reference in it is the stage of the API.
const SearchString = z.union([
  z.string(),
  Joined.transform(({ 'Fn::Join': [, parts] }) =>
    parts.map((part) => (typeof part === 'string' ? part : 'v1')).join(''),
  ),
]);
const Match = z.object({ SearchString, FieldToMatch: z.record(z.string(), z.unknown()) });
type Request = { readonly UriPath: string; readonly Method: string };
const Statement = z.record(z.string(), z.unknown());
const Nested = z.object({ Statements: z.array(z.unknown()) });

const holds = (statement: unknown, request: Request): boolean => {
  const [[kind, value] = ['none', undefined]] = Object.entries(Statement.parse(statement));
  if (kind === 'NotStatement') return !holds(z.object({ Statement: z.unknown() }).parse(value).Statement, request);
  if (kind === 'AndStatement') return Nested.parse(value).Statements.every((each) => holds(each, request));
  if (kind === 'OrStatement') return Nested.parse(value).Statements.some((each) => holds(each, request));
  const { SearchString: wanted, FieldToMatch } = Match.parse(value);
  return wanted === ('UriPath' in FieldToMatch ? request.UriPath : request.Method);
};

const GatewayResponse = z.object({
  ResponseType: z.string(),
  StatusCode: z.string().optional(),
  ResponseParameters: z.record(z.string(), z.string()),
  ResponseTemplates: z.record(z.string(), z.string()),
});

/** The firewall's exceptions and the gateway's own errors. */
export function checkApi(aws: Synthesized): void {
  describe('api', () => {
    const groups = () =>
      resourcesOf(aws, 'AWS::WAFv2::WebACL')
        .flatMap(({ resource }) => z.array(z.unknown()).parse(resource.Properties.Rules))
        .flatMap((rule) => Managed.safeParse(rule).data ?? [])
        .map(({ Name, Statement: { ManagedRuleGroupStatement } }) => ({
          Name,
          reads: (request: Request) =>
            ManagedRuleGroupStatement.ScopeDownStatement === undefined ||
            holds(ManagedRuleGroupStatement.ScopeDownStatement, request),
        }));
    const readers = (Method: string, UriPath: string) =>
      groups()
        .filter(({ reads }) => reads({ Method, UriPath }))
        .map(({ Name }) => Name);

    it.each([
      ['POST', '/v1/api/logs'],
      ['GET', '/v1/api/v1/events'],
      ['GET', '/api/v1/events'],
    ])('looks for no attacks in %s %s, which quotes them', (method, path) => {
      expect(readers(method, path)).toEqual(['AWSManagedRulesAmazonIpReputationList']);
    });

    it.each([
      ['POST', '/v1/api/v1/events'],
      ['GET', '/v1/api/v1/events/0:1:0/raw'],
      ['GET', '/v1/api/v1/incidents'],
    ])('looks for attacks in %s %s', (method, path) => {
      expect(readers(method, path)).toHaveLength(4);
    });

    it("answers the gateway's own errors with problem documents", () => {
      const answers = resourcesOf(aws, 'AWS::ApiGateway::GatewayResponse').map(({ resource }) =>
        GatewayResponse.parse(resource.Properties),
      );
      const statuses = Object.fromEntries(answers.map(({ ResponseType, StatusCode }) => [ResponseType, StatusCode]));
      expect(statuses).toMatchObject({ UNAUTHORIZED: '401', ACCESS_DENIED: '403', THROTTLED: '429' });
      expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX', 'WAF_FILTERED']));
      for (const { StatusCode, ResponseParameters, ResponseTemplates } of answers) {
        expect(ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
        const body = ResponseTemplates['application/json']?.replace('$context.error.messageString', '"words"') ?? '';
        const schema = StatusCode === undefined ? ProblemDocument.omit({ status: true }) : ProblemDocument;
        expect(schema.parse(JSON.parse(body))).toMatchObject(StatusCode ? { status: Number(StatusCode) } : {});
      }
    });
  });
}
