import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { SECURITY_HEADERS } from '../../domain/serve/http.ts';
import { type ProblemName, problem } from '../../domain/serve/problem.ts';

type Answer = readonly [type: ResponseType, name: ProblemName, detail: string];

const TOKEN = 'Send a valid id token of the user pool: Authorization: Bearer <token>.';
const WAIT = 'Too many requests came in a short time. Wait for the seconds in Retry-After, then send it again.';
const AGAIN = 'The part that answers this request did not. Send it again.';

/** What API Gateway answers by itself, in the words of the broker. */
const ANSWERS: readonly Answer[] = [
  [ResponseType.UNAUTHORIZED, 'unauthenticated', TOKEN],
  [ResponseType.EXPIRED_TOKEN, 'unauthenticated', TOKEN],
  // The gateway's name for a path or a method that it does not have.
  [
    ResponseType.MISSING_AUTHENTICATION_TOKEN,
    'not-found',
    'Nothing is here: GET /api/v1/openapi.json lists the paths.',
  ],
  [ResponseType.RESOURCE_NOT_FOUND, 'not-found', 'Nothing is here: GET /api/v1/openapi.json lists the paths.'],
  [ResponseType.ACCESS_DENIED, 'forbidden', 'Your roles do not allow this.'],
  [ResponseType.WAF_FILTERED, 'forbidden', 'The firewall refused the request; its log names the rule.'],
  [ResponseType.REQUEST_TOO_LARGE, 'too-large', 'Send the request in smaller parts: at most 10 MB each.'],
  [ResponseType.THROTTLED, 'throttled', WAIT],
  [ResponseType.QUOTA_EXCEEDED, 'throttled', WAIT],
  [ResponseType.INTEGRATION_FAILURE, 'unavailable', AGAIN],
  [ResponseType.INTEGRATION_TIMEOUT, 'unavailable', AGAIN],
];

/** Errors of all other kinds: with the gateway's own status and words. */
const OTHERS = [ResponseType.DEFAULT_4XX, ResponseType.DEFAULT_5XX];
const OTHER_TEMPLATE =
  '{"type":"about:blank","title":"The gateway refused the request","detail":$context.error.messageString}';

const HEADERS = ['cache-control', 'referrer-policy', 'strict-transport-security', 'x-content-type-options'];

/**
 * Errors that never reach the broker look like its own: problem documents (RFC 9457) that a page of a configured origin
 * can read. They say nothing of anybody's data and allow no credentials, so that any origin may read them.
 */
export function gatewayResponses(api: RestApi, allowedOrigins: readonly string[]): void {
  const headers: Record<string, string> = { 'Content-Type': "'application/problem+json'" };
  for (const name of HEADERS) headers[name] = `'${SECURITY_HEADERS[name]}'`;
  if (allowedOrigins.length > 0) headers['Access-Control-Allow-Origin'] = "'*'";
  for (const [type, name, detail] of ANSWERS) {
    const { document } = problem(name, detail);
    const more: Record<string, string> = {};
    if (name === 'throttled') more['Retry-After'] = "'1'";
    if (name === 'unauthenticated') more['WWW-Authenticate'] = "'Bearer'";
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(document.status),
      responseHeaders: { ...headers, ...more },
      templates: { 'application/json': JSON.stringify(document) },
    });
  }
  for (const type of OTHERS) {
    api.addGatewayResponse(type.responseType, {
      type,
      responseHeaders: headers,
      templates: { 'application/json': OTHER_TEMPLATE },
    });
  }
}
