import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type Run, readRun } from '../../localstack/run-file.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
};
export type Login = Run['logins'][number];

/** The running system of a home. Throws where nothing was deployed. */
export const deployedRun = (home: string): Run => {
  const run = readRun(home);
  if (!run)
    throw new Error(`nothing is deployed in ${home}: test/support/platform-deployed.ts must write its run file`);
  return run;
};

/** Logs in as the portal does; the id token. */
export const idTokenOf = async ({ outputs }: Run, { username, password }: Login): Promise<string> => {
  const { AuthenticationResult } = await new CognitoIdentityProviderClient({}).send(
    new InitiateAuthCommand({
      ClientId: outputs.UserPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  if (!AuthenticationResult?.IdToken) throw new Error(`${username} could not log in`);
  return AuthenticationResult.IdToken;
};

type Authority = { readonly token?: string; readonly tenant?: string };

const call = async ({ apiUrl }: Run, path: string, { token, tenant }: Authority, body?: unknown): Promise<Answer> => {
  const response = await fetch(`${apiUrl}/api/v1${path}`, {
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(tenant !== undefined && { 'x-tenant': tenant }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
};

/** GET of the deployed API. `path` without `/api/v1`. */
export const get = (run: Run, path: string, authority: Authority = {}): Promise<Answer> => call(run, path, authority);

/** POST of JSON to the deployed API. `path` without `/api/v1`. */
export const post = (run: Run, path: string, body: unknown, authority: Authority): Promise<Answer> =>
  call(run, path, authority, body);
