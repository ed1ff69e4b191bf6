import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwkValidationError, JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { z } from 'zod';
import { fail, ok } from '../../domain/model/result.ts';
import { TokenClaims, type TokenRejection, type TokenVerifier } from '../../domain/ports/token-verifier.ts';
import type { TokenKeys } from './token-keys.ts';

export type TokenVerifierConfig = {
  /** `eu-central-1_AbCdEfGhI`; the issuer follows from it. */
  readonly userPoolId: string;
  readonly clientIds: readonly string[];
  readonly keys: TokenKeys;
  /** Gets the reason of every rejection, for the log; never the token. */
  readonly onRejected: (rejection: TokenRejection, reason: string) => void;
};

/** A token without an expiry would never end. */
const Expiring = z.object({ exp: z.number().int().positive() });

const rejectionOf = (error: unknown): TokenRejection => {
  if (error instanceof JwtExpiredError) return 'expired';
  const unavailable = [FetchError, JwksValidationError, JwkValidationError].some((kind) => error instanceof kind);
  return unavailable ? 'unavailable' : 'invalid';
};

/**
 * Verifies id tokens of one user pool: RS256 signature by a key of the pool, issuer, audience (one of the client ids),
 * `token_use` and expiry. Keys are fetched once, and again when a token names a key that is not there, at most every 10 s.
 */
export const cognitoTokenVerifier = (config: TokenVerifierConfig): TokenVerifier => {
  const fetcher = {
    fetch: async (uri: string): Promise<ArrayBuffer> => {
      try {
        return await config.keys();
      } catch (error) {
        throw new FetchError(uri, error);
      }
    },
  };
  const verifier = CognitoJwtVerifier.create(
    { userPoolId: config.userPoolId, clientId: [...config.clientIds], tokenUse: 'id' },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  return {
    async verify(token) {
      try {
        const payload = await verifier.verify(token);
        return ok(TokenClaims.and(Expiring).parse(payload));
      } catch (error) {
        const rejection = rejectionOf(error);
        config.onRejected(
          rejection,
          error instanceof Error ? `${error.name}: ${error.message.slice(0, 300)}` : 'unknown',
        );
        return fail(rejection);
      }
    },
  };
};
