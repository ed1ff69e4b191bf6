import { fail, never, ok, type Result } from '../model/result.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import { type Principal, principalOf } from './principal.ts';
import { type Problem, problem } from './problem.ts';

const MAXIMUM_TOKEN_LENGTH = 16 * 1024;

const unauthenticated = (detail: string, challenge: string): Problem =>
  problem('unauthenticated', detail, {}, { 'www-authenticate': challenge });

/** The principal of an Authorization header (RFC 6750). API Gateway has checked the token before; this checks it again. */
export const authenticate = async (
  header: string | undefined,
  verifier: TokenVerifier,
): Promise<Result<Principal, Problem>> => {
  if (header === undefined) {
    return fail(unauthenticated('Send your id token as `Authorization: Bearer <token>`.', 'Bearer'));
  }
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(header)?.[1];
  if (token === undefined || token.length > MAXIMUM_TOKEN_LENGTH) {
    return fail(
      unauthenticated('The header must be `Authorization: Bearer <token>`.', 'Bearer error="invalid_request"'),
    );
  }
  const claims = await verifier.verify(token);
  if (claims.ok) return ok(principalOf(claims.value));
  switch (claims.error) {
    case 'expired':
      return fail(unauthenticated('The token has expired: log in again.', 'Bearer error="invalid_token"'));
    case 'invalid':
      return fail(unauthenticated('The token is not valid here: log in again.', 'Bearer error="invalid_token"'));
    case 'unavailable':
      return fail(
        problem(
          'unavailable',
          'Tokens cannot be checked at the moment: try again in a few seconds.',
          {},
          { 'retry-after': '5' },
        ),
      );
    default:
      return never(claims.error);
  }
};
