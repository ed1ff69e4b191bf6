import { describe, expect, it } from 'vitest';
import { cognitoFailureOf } from './cognito-failure.ts';

const failure = (operation: string, type: string, message = '') => {
  const { status, message: sentence } = cognitoFailureOf(operation, 400, JSON.stringify({ __type: type, message }));
  return [status, sentence];
};

describe('cognitoFailureOf', () => {
  it('takes a refused sign-in for a wrong password, unless the message says more', () => {
    const type = 'NotAuthorizedException';
    expect(failure('InitiateAuth', type, 'Incorrect username or password.')).toEqual([
      400,
      'The user name or the password is wrong.',
    ]);
    expect(
      failure('InitiateAuth', type, 'Temporary password has expired and must be reset by an administrator.'),
    ).toEqual([400, 'Your first password has expired: ask your administrator for a new one.']);
    expect(failure('InitiateAuth', type, 'Password attempts exceeded')).toEqual([
      400,
      'Too many attempts: wait a few minutes and try again.',
    ]);
    expect(failure('InitiateAuth', type, 'User is disabled.')).toEqual([
      400,
      'Your account is switched off: ask your administrator.',
    ]);
  });

  it.each(['RespondToAuthChallenge', 'AssociateSoftwareToken', 'VerifySoftwareToken'])(
    'takes a refused %s for a session that has ended',
    (operation) => {
      const [status, sentence] = failure(
        operation,
        'NotAuthorizedException',
        'Invalid session for the user, session is expired.',
      );
      expect(status).toBe(401);
      expect(sentence).toContain('sign in again');
    },
  );

  it('has a sentence for codes, with or without the namespace of the type', () => {
    expect(failure('RespondToAuthChallenge', 'CodeMismatchException')[1]).toContain('not right');
    expect(failure('VerifySoftwareToken', 'com.amazonaws#EnableSoftwareTokenMFAException')[1]).toContain('clock');
    expect(failure('RespondToAuthChallenge', 'ExpiredCodeException')[1]).toContain('used before');
  });

  it('says no more than it knows', () => {
    const sentence = 'The sign-in service answered with an error: try again in a moment.';
    expect(cognitoFailureOf('InitiateAuth', 502, '<html>').message).toBe(sentence);
    expect(failure('InitiateAuth', 'InternalErrorException')).toEqual([400, sentence]);
    expect(failure('RevokeToken', 'NotAuthorizedException')).toEqual([400, sentence]);
  });
});
