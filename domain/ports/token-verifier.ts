import { z } from 'zod';
import type { Result } from '../model/result.ts';

/** The claims of a Cognito token that count. Clients can write none of them; an e-mail address counts once it is verified. */
export const TokenClaims = z.object({
  sub: z.string().min(1).max(200),
  'cognito:username': z.string().max(200).optional(),
  email: z.string().max(320).optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  'cognito:groups': z.array(z.string().max(200)).max(500).default([]),
});
export type TokenClaims = z.infer<typeof TokenClaims>;

/** `unavailable`: the keys could not be fetched, so nothing can be said about the token; a retry may help. */
export type TokenRejection = 'expired' | 'invalid' | 'unavailable';

export type TokenVerifier = {
  /** Signature, issuer, client, use and expiry. The reason of an invalid token goes to the log, not to its sender. */
  verify(token: string): Promise<Result<TokenClaims, TokenRejection>>;
};
