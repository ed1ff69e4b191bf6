import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { PollCollector } from '../../domain/collect/pull/collector.ts';
import type { PollContext } from '../../domain/collect/pull/poll.ts';
import type { PageFetcher } from '../../domain/ports/page-fetcher.ts';

const ClientSecret = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(300) });

const TOKEN_BYTES = 64 * 1024;
/** Tokens are renewed this long before they end. */
const EARLY_MS = 60_000;

type OAuth = PollCollector['auth'] & { kind: 'oauth2' };
type Known = { readonly token: string; readonly until: number };

/** Errors of JSON.parse and zod quote what they were given: a secret must not get into a log. */
const readQuietly = <T>(schema: z.ZodType<T>, text: string, problem: string): T => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error(problem);
  }
};

/** Client credentials grant (RFC 6749, 4.4). Neither secret nor answer appears in an error. */
const requestToken = async (auth: OAuth, secret: string, fetch: PageFetcher, now: number): Promise<Known> => {
  const { client_id, client_secret } = readQuietly(
    ClientSecret,
    secret,
    'the secret is no JSON with client_id and client_secret',
  );
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  if (auth.scope !== undefined) form.set('scope', auth.scope);
  const answer = await fetch({
    url: new URL(auth.token_url),
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    maximumBytes: TOKEN_BYTES,
  });
  if (answer.status !== 200) throw new Error(`the token address answered ${answer.status}`);
  const { access_token, expires_in } = readQuietly(
    Token,
    new TextDecoder().decode(answer.body),
    'the token address gave no token',
  );
  return { token: access_token, until: now + expires_in * 1000 - EARLY_MS };
};

/** The headers with which a collector proves who it is, from its secret; a run reads the secret anew, tokens last. */
export const collectorLogin = (
  client: SecretsManagerClient,
  fetch: PageFetcher,
  now: () => number,
): PollContext['authorize'] => {
  const tokens = new Map<string, Known>();
  return async ({ auth }) => {
    const known = auth.kind === 'oauth2' ? tokens.get(auth.secret_arn) : undefined;
    if (known !== undefined && known.until > now()) return { authorization: `Bearer ${known.token}` };
    const { SecretString: secret } = await client.send(new GetSecretValueCommand({ SecretId: auth.secret_arn }));
    if (secret === undefined || secret === '') throw new Error('the secret holds no text');
    if (auth.kind === 'header')
      return { [auth.header]: auth.scheme === undefined ? secret.trim() : `${auth.scheme} ${secret.trim()}` };
    const token = await requestToken(auth, secret, fetch, now());
    tokens.set(auth.secret_arn, token);
    return { authorization: `Bearer ${token.token}` };
  };
};
