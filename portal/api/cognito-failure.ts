import './jitless.ts';
import { z } from 'zod';
import { ApiFailure } from './failure.ts';

const Refusal = z.object({ __type: z.string(), message: z.string().optional() });

const WRONG_PASSWORD = 'The user name or the password is wrong.';
const WRONG_CODE = 'That code is not right: wait for the next one and try again.';
const TOO_MANY = 'Too many attempts: wait a few minutes and try again.';
const TOO_LATE = 'That took too long: sign in again.';

const SENTENCES: Readonly<Record<string, string>> = {
  UserNotFoundException: WRONG_PASSWORD,
  CodeMismatchException: WRONG_CODE,
  EnableSoftwareTokenMFAException: `${WRONG_CODE} The clock of your phone must be right too.`,
  ExpiredCodeException: 'That code was used before or has expired: wait for the next one and try again.',
  InvalidPasswordException:
    'That password does not meet the rules: 14 characters with upper and lower case, a digit and a symbol.',
  PasswordResetRequiredException: 'Your password must be reset: ask your administrator.',
  UserNotConfirmedException: 'Your account is not confirmed yet: ask your administrator.',
  TooManyRequestsException: TOO_MANY,
  LimitExceededException: TOO_MANY,
};

/** Cognito tells these apart by the message alone. */
const NOT_AUTHORIZED: readonly (readonly [RegExp, string])[] = [
  [/temporary password has expired/i, 'Your first password has expired: ask your administrator for a new one.'],
  [/attempts exceeded/i, TOO_MANY],
  [/user is disabled/i, 'Your account is switched off: ask your administrator.'],
];

/** What NotAuthorizedException means where the message says no more: a wrong password, or a session that ended. */
const BY_OPERATION: Readonly<Record<string, readonly [number, string]>> = {
  InitiateAuth: [400, WRONG_PASSWORD],
  RespondToAuthChallenge: [401, TOO_LATE],
  AssociateSoftwareToken: [401, `${TOO_LATE} If you have just chosen a new password, use that one.`],
  VerifySoftwareToken: [401, `${TOO_LATE} If you have just chosen a new password, use that one.`],
};

const refusalOf = (body: string): { readonly type: string; readonly message: string } => {
  try {
    const { __type, message = '' } = Refusal.parse(JSON.parse(body));
    return { type: __type.split('#').at(-1) ?? '', message };
  } catch {
    return { type: '', message: '' };
  }
};

/**
 * The failure of an answer of Cognito that is not 2xx. Its status is 401 where the sign-in must begin again.
 * @param operation name of the operation, such as InitiateAuth
 */
export const cognitoFailureOf = (operation: string, status: number, body: string): ApiFailure => {
  const { type, message } = refusalOf(body);
  if (type === 'NotAuthorizedException') {
    const said = NOT_AUTHORIZED.find(([pattern]) => pattern.test(message))?.[1];
    if (said !== undefined) return new ApiFailure(status, said);
    const meant = BY_OPERATION[operation];
    if (meant) return new ApiFailure(...meant);
  }
  return new ApiFailure(
    status,
    SENTENCES[type] ?? 'The sign-in service answered with an error: try again in a moment.',
  );
};
