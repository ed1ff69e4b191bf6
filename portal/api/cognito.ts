import './jitless.ts';
import { z } from 'zod';
import { parsedAs } from './answer.ts';
import { ApiFailure } from './failure.ts';
import { portalConfig } from './portal-config.ts';

const Tokens = z.object({ IdToken: z.string(), RefreshToken: z.string().optional(), ExpiresIn: z.number() });
export type Tokens = z.infer<typeof Tokens>;

const Answer = z.object({
  AuthenticationResult: Tokens.optional(),
  ChallengeName: z.string().optional(),
  Session: z.string().optional(),
});

/** What Cognito asks for after the password. `session` goes back with the answer. */
export type Challenge = { readonly name: 'SOFTWARE_TOKEN_MFA' | 'NEW_PASSWORD_REQUIRED'; readonly session: string };
export type SignInStep = { readonly tokens: Tokens } | { readonly challenge: Challenge };

const SENTENCES: Readonly<Record<string, string>> = {
  NotAuthorizedException: 'The user name or the password is wrong.',
  UserNotFoundException: 'The user name or the password is wrong.',
  CodeMismatchException: 'That code is not right: wait for the next one and try again.',
  ExpiredCodeException: 'That code has expired: sign in again.',
  InvalidPasswordException:
    'That password does not meet the rules: 14 characters with upper and lower case, a digit and a symbol.',
  PasswordResetRequiredException: 'Your password must be reset: ask your administrator.',
  UserNotConfirmedException: 'Your account is not confirmed yet: ask your administrator.',
  TooManyRequestsException: 'Too many attempts: wait a minute and try again.',
  LimitExceededException: 'Too many attempts: wait a minute and try again.',
};

const nameOf = (body: string): string => {
  try {
    const type = z.object({ __type: z.string() }).safeParse(JSON.parse(body)).data?.__type ?? '';
    return type.split('#').at(-1) ?? '';
  } catch {
    return '';
  }
};

/** One operation of Cognito's user pools, which need no signature for it. */
const call = async (operation: string, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const { cognitoEndpoint, userPoolClientId } = await portalConfig();
  const response = await fetch(cognitoEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: userPoolClientId, ...input }),
  }).catch(() => undefined);
  if (!response) throw new ApiFailure(0, 'The sign-in service does not answer: check your connection and try again.');
  const body = await response.text();
  if (response.ok) return body;
  const sentence = SENTENCES[nameOf(body)];
  throw new ApiFailure(
    response.status,
    sentence ?? 'The sign-in service answered with an error: try again in a moment.',
  );
};

const stepOf = (body: string): SignInStep => {
  const { AuthenticationResult, ChallengeName, Session = '' } = parsedAs(Answer, body);
  if (AuthenticationResult) return { tokens: AuthenticationResult };
  if (ChallengeName === 'SOFTWARE_TOKEN_MFA' || ChallengeName === 'NEW_PASSWORD_REQUIRED') {
    return { challenge: { name: ChallengeName, session: Session } };
  }
  throw new ApiFailure(400, 'Your account needs a step that this portal does not offer: ask your administrator.');
};

export const signIn = async (username: string, password: string): Promise<SignInStep> =>
  stepOf(
    await call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );

/** Answers a challenge with a code of the authenticator or a new password. */
export const answerChallenge = async (challenge: Challenge, username: string, answer: string): Promise<SignInStep> => {
  const field = challenge.name === 'SOFTWARE_TOKEN_MFA' ? 'SOFTWARE_TOKEN_MFA_CODE' : 'NEW_PASSWORD';
  return stepOf(
    await call('RespondToAuthChallenge', {
      ChallengeName: challenge.name,
      Session: challenge.session,
      ChallengeResponses: { USERNAME: username, [field]: answer },
    }),
  );
};

/** Fresh tokens; the refresh token stays as it is where the answer has none. */
export const refresh = async (refreshToken: string): Promise<Tokens> => {
  const step = stepOf(
    await call('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refreshToken } }),
  );
  if ('tokens' in step) return step.tokens;
  throw new ApiFailure(401, 'Your session has ended: sign in again.');
};

/** Makes the refresh token useless. */
export const revoke = async (refreshToken: string): Promise<void> => {
  await call('RevokeToken', { Token: refreshToken });
};
