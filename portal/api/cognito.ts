import './jitless.ts';
import { z } from 'zod';
import { parsedAs } from './answer.ts';
import { callCognitoAsClient } from './cognito-call.ts';
import { ApiFailure } from './failure.ts';
import { associate, verify } from './software-token.ts';

const Tokens = z.object({ IdToken: z.string(), RefreshToken: z.string().optional(), ExpiresIn: z.number() });
export type Tokens = z.infer<typeof Tokens>;

const Answer = z.object({
  AuthenticationResult: Tokens.optional(),
  ChallengeName: z.string().optional(),
  ChallengeParameters: z.looseObject({ USER_ID_FOR_SRP: z.string().optional() }).optional(),
  Session: z.string().optional(),
});

/** Whose sign-in it is, as Cognito names the user, and the handle that goes back with the answer: good for one. */
type Asked = { readonly username: string; readonly session: string };
export type Enrolment = Asked & {
  readonly name: 'MFA_SETUP';
  /** Key of the authenticator in Base32 (RFC 4648). */
  readonly secret: string;
};
type Question = Asked & { readonly name: 'SOFTWARE_TOKEN_MFA' | 'NEW_PASSWORD_REQUIRED' };
/** What Cognito asks for after the password. */
export type Challenge = Question | Enrolment;
export type SignInStep = { readonly tokens: Tokens } | { readonly challenge: Challenge };

const stepOf = async (username: string, body: string): Promise<SignInStep> => {
  const { AuthenticationResult, ChallengeName: name, ChallengeParameters, Session = '' } = parsedAs(Answer, body);
  if (AuthenticationResult) return { tokens: AuthenticationResult };
  const asked = { username: ChallengeParameters?.USER_ID_FOR_SRP ?? username, session: Session };
  if (name === 'SOFTWARE_TOKEN_MFA' || name === 'NEW_PASSWORD_REQUIRED') return { challenge: { ...asked, name } };
  if (name === 'MFA_SETUP') return { challenge: { ...asked, ...(await associate(Session)), name } };
  throw new ApiFailure(400, 'Your account needs a step that this portal does not offer: ask your administrator.');
};

export const signIn = async (username: string, password: string): Promise<SignInStep> =>
  await stepOf(
    username,
    await callCognitoAsClient('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );

const respond = async ({ name, username }: Challenge, session: string, responses: Readonly<Record<string, string>>) =>
  await stepOf(
    username,
    await callCognitoAsClient('RespondToAuthChallenge', {
      ChallengeName: name,
      Session: session,
      ChallengeResponses: { USERNAME: username, ...responses },
    }),
  );

/** The digits of a code, however they were spaced. */
const codeOf = (answer: string): string => {
  const code = answer.replaceAll(/\s/g, '');
  if (!/^[0-9]{6}$/.test(code)) throw new ApiFailure(400, 'A code has six digits: type the one that your app shows.');
  return code;
};

/**
 * Answers a challenge with a code of the authenticator or a new password.
 * @throws ApiFailure, 401 where the sign-in must begin again
 */
export const answerChallenge = async (challenge: Challenge, answer: string): Promise<SignInStep> => {
  const { name, session } = challenge;
  if (name === 'NEW_PASSWORD_REQUIRED') return await respond(challenge, session, { NEW_PASSWORD: answer });
  const code = codeOf(answer);
  if (name === 'MFA_SETUP') return await respond(challenge, await verify(session, code), {});
  return await respond(challenge, session, { SOFTWARE_TOKEN_MFA_CODE: code });
};

/** Fresh tokens; the refresh token stays as it is where the answer has none. */
export const refresh = async (refreshToken: string): Promise<Tokens> => {
  const body = await callCognitoAsClient('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  const { AuthenticationResult } = parsedAs(Answer, body);
  if (AuthenticationResult) return AuthenticationResult;
  throw new ApiFailure(401, 'Your session has ended: sign in again.');
};

/** Makes the refresh token useless. */
export const revoke = async (refreshToken: string): Promise<void> => {
  await callCognitoAsClient('RevokeToken', { Token: refreshToken });
};
