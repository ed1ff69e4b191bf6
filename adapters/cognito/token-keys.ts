/** Fetches the JSON Web Key Set (RFC 7517) of the user pool. */
export type TokenKeys = () => Promise<ArrayBuffer>;

const MAXIMUM_BYTES = 64 * 1024;

/**
 * Where the keys of a pool are: at its issuer on AWS, under the endpoint of the local platform elsewhere (which signs with
 * AWS's issuer but cannot be reached under its name).
 */
export const tokenKeysUrl = (userPoolId: string, endpoint?: string): string => {
  const [region = ''] = userPoolId.split('_');
  const base = endpoint?.replace(/\/+$/, '') ?? `https://cognito-idp.${region}.amazonaws.com`;
  return `${base}/${userPoolId}/.well-known/jwks.json`;
};

/** Throws where the keys cannot be had within `timeoutMs`. */
export const httpTokenKeys =
  (url: string, timeoutMs = 3_000): TokenKeys =>
  async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!response.ok) throw new Error(`the keys of the user pool answered HTTP ${response.status}`);
    const body = await response.arrayBuffer();
    if (body.byteLength > MAXIMUM_BYTES) throw new Error('the keys of the user pool are larger than 64 kB');
    return body;
  };
