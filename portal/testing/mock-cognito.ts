import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PASSWORD, USERS } from './mock-users.ts';
import { base32, totp } from './totp.ts';

type Answer = { readonly status: number; readonly body: unknown };
type ChallengeName = 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA';
/** A sign-in under way. `secret` is offered, `verified` was proved by a code. */
type Pending = {
  readonly name: string;
  readonly asked: ChallengeName;
  readonly secret?: string;
  readonly verified?: true;
};

export type MockCognito = {
  /** Passwords that people chose, and keys of their authenticators, by user name. */
  readonly passwords: Map<string, string>;
  readonly secrets: Map<string, string>;
  /** Sign-ins under way by the handle that the next answer must bring. */
  readonly sessions: Map<string, Pending>;
  /** Codes that were taken, each with its key: a second use is refused. */
  readonly used: Set<string>;
};

/** The authenticator of everyone who has one from the start. */
export const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export const newCognito = (): MockCognito => ({
  passwords: new Map(),
  secrets: new Map(
    Object.entries(USERS).flatMap(([name, { secondFactor }]) => (secondFactor === 'enrolled' ? [[name, SECRET]] : [])),
  ),
  sessions: new Map(),
  used: new Set(),
});

const ok = (body: unknown): Answer => ({ status: 200, body });
const refusal = (type: string, message: string): Answer => ({ status: 400, body: { __type: type, message } });
const EXPIRED = refusal('NotAuthorizedException', 'Invalid session for the user, session is expired.');
const WRONG = refusal('NotAuthorizedException', 'Incorrect username or password.');

const tokensOf = (name: string): Answer => {
  const token = Buffer.from(name).toString('base64url');
  return ok({ AuthenticationResult: { IdToken: token, RefreshToken: token, ExpiresIn: 3600 } });
};

const keep = ({ sessions }: MockCognito, pending: Pending): string => {
  const session = randomBytes(24).toString('base64url');
  sessions.set(session, pending);
  return session;
};

/** Cognito's name of a user whom people call by an email address. */
const idOf = (name: string): string => `sub-${name}`;

const ask = (cognito: MockCognito, name: string, asked: ChallengeName): Answer =>
  ok({
    ChallengeName: asked,
    Session: keep(cognito, { name, asked }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: idOf(name),
      ...(asked === 'MFA_SETUP' && { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }),
      ...(asked === 'NEW_PASSWORD_REQUIRED' && { requiredAttributes: '[]', userAttributes: '{}' }),
    },
  });

const afterPassword = (cognito: MockCognito, name: string): Answer => {
  if (USERS[name]?.secondFactor === undefined) return tokensOf(name);
  return ask(cognito, name, cognito.secrets.has(name) ? 'SOFTWARE_TOKEN_MFA' : 'MFA_SETUP');
};

const fits = (secret: string, code: string): boolean =>
  [-30_000, 0, 30_000].some((drift) => totp(secret, Date.now() + drift) === code);

const Initiate = z.object({
  ClientId: z.string(),
  AuthFlow: z.string(),
  AuthParameters: z.object({
    USERNAME: z.string().optional(),
    PASSWORD: z.string().optional(),
    REFRESH_TOKEN: z.string().optional(),
  }),
});

const initiate = (cognito: MockCognito, input: unknown): Answer => {
  const { AuthFlow, AuthParameters } = Initiate.parse(input);
  const { USERNAME, PASSWORD: given, REFRESH_TOKEN = '' } = AuthParameters;
  if (AuthFlow === 'REFRESH_TOKEN_AUTH') {
    const name = Buffer.from(REFRESH_TOKEN, 'base64url').toString();
    return name in USERS ? tokensOf(name) : refusal('NotAuthorizedException', 'Invalid Refresh Token');
  }
  const name = USERNAME ?? '';
  const chosen = cognito.passwords.get(name);
  if (!USERS[name] || given !== (chosen ?? PASSWORD)) return WRONG;
  if (USERS[name].temporary && chosen === undefined) return ask(cognito, name, 'NEW_PASSWORD_REQUIRED');
  return afterPassword(cognito, name);
};

const Response = z.object({
  ClientId: z.string(),
  ChallengeName: z.string(),
  Session: z.string().min(20),
  ChallengeResponses: z.record(z.string(), z.string()),
});

const respond = (cognito: MockCognito, input: unknown): Answer => {
  const { ChallengeName, Session, ChallengeResponses: given } = Response.parse(input);
  const pending = cognito.sessions.get(Session);
  if (!pending || pending.asked !== ChallengeName || given.USERNAME !== idOf(pending.name)) return EXPIRED;
  const { name, asked, verified } = pending;
  if (asked === 'NEW_PASSWORD_REQUIRED') {
    const password = given.NEW_PASSWORD ?? '';
    if (password.length < 14) {
      return refusal('InvalidPasswordException', 'Password did not conform with policy: Password not long enough');
    }
    cognito.passwords.set(name, password);
  } else if (asked === 'SOFTWARE_TOKEN_MFA') {
    const code = given.SOFTWARE_TOKEN_MFA_CODE ?? '';
    const secret = cognito.secrets.get(name) ?? '';
    if (!fits(secret, code)) return refusal('CodeMismatchException', 'Invalid code received for user');
    if (cognito.used.has(`${secret} ${code}`)) {
      return refusal('ExpiredCodeException', 'Your software token has already been used once.');
    }
    cognito.used.add(`${secret} ${code}`);
  } else if (!verified) return refusal('InvalidParameterException', 'User has not set up software token mfa');
  cognito.sessions.delete(Session);
  return asked === 'NEW_PASSWORD_REQUIRED' ? afterPassword(cognito, name) : tokensOf(name);
};

const associate = (cognito: MockCognito, input: unknown): Answer => {
  const { Session } = z.strictObject({ Session: z.string().min(20) }).parse(input);
  const pending = cognito.sessions.get(Session);
  if (pending?.asked !== 'MFA_SETUP') return EXPIRED;
  cognito.sessions.delete(Session);
  const secret = base32(randomBytes(32));
  return ok({ SecretCode: secret, Session: keep(cognito, { ...pending, secret }) });
};

const verify = (cognito: MockCognito, input: unknown): Answer => {
  const { Session, UserCode } = z
    .strictObject({ Session: z.string().min(20), UserCode: z.string().regex(/^[0-9]{6}$/) })
    .parse(input);
  const pending = cognito.sessions.get(Session);
  if (!pending?.secret) return EXPIRED;
  if (!fits(pending.secret, UserCode)) return refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
  cognito.sessions.delete(Session);
  cognito.secrets.set(pending.name, pending.secret);
  cognito.used.add(`${pending.secret} ${UserCode}`);
  return ok({ Status: 'SUCCESS', Session: keep(cognito, { ...pending, verified: true }) });
};

const OPERATIONS: Readonly<Record<string, (cognito: MockCognito, input: unknown) => Answer>> = {
  InitiateAuth: initiate,
  RespondToAuthChallenge: respond,
  AssociateSoftwareToken: associate,
  VerifySoftwareToken: verify,
  RevokeToken: () => ok({}),
};

/** Answers of Cognito's user pools to what the portal asks, in the shapes of the API reference: no more than that. */
export const cognitoAnswer = (cognito: MockCognito, operation: string, input: unknown): Answer =>
  OPERATIONS[operation]?.(cognito, input) ?? refusal('UnknownOperationException', operation);
