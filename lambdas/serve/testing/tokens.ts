import { createSign, generateKeyPairSync } from 'node:crypto';

export const POOL = 'eu-central-1_TestPool1';
export const CLIENT = 'portalclientid';
const ISSUER = `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A user pool's signing key, made for the test. */
export const signingKey = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const sign = (text: string): string => createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url');
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    token(claims: Record<string, unknown>, header: Record<string, unknown> = { alg: 'RS256', kid }): string {
      const text = `${encode(header)}.${encode(claims)}`;
      return `${text}.${sign(text)}`;
    },
  };
};

/** Claims of a Cognito id token that is good for an hour. */
export const claimsOf = (groups: readonly string[], more: Record<string, unknown> = {}): Record<string, unknown> => {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: '6f1c1d1e-0000-4000-8000-000000000001',
    iss: ISSUER,
    aud: CLIENT,
    token_use: 'id',
    iat: now,
    exp: now + 3600,
    'cognito:username': 'ana',
    'cognito:groups': groups,
    ...more,
  };
};

export const unsigned = (claims: Record<string, unknown>, header: Record<string, unknown>, signature = ''): string =>
  `${encode(header)}.${encode(claims)}.${signature}`;
