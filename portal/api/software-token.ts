import './jitless.ts';
import { z } from 'zod';
import { parsedAs } from './answer.ts';
import { callCognito } from './cognito-call.ts';
import { ApiFailure } from './failure.ts';

const Associated = z.object({ SecretCode: z.string().regex(/^[A-Z2-7]+=*$/), Session: z.string() });
const Verified = z.object({ Status: z.string(), Session: z.string() });

/** A key for a new authenticator, and the handle that goes with its first code. `session`: of the challenge MFA_SETUP. */
export const associate = async (session: string): Promise<{ readonly secret: string; readonly session: string }> => {
  const { SecretCode, Session } = parsedAs(
    Associated,
    await callCognito('AssociateSoftwareToken', { Session: session }),
  );
  return { secret: SecretCode, session: Session };
};

/**
 * Proves by a code that the authenticator has the key; the handle that ends the challenge MFA_SETUP.
 * @throws ApiFailure where the code is wrong: the next one may be tried with the same session; 401 where it has ended
 */
export const verify = async (session: string, code: string): Promise<string> => {
  const body = await callCognito('VerifySoftwareToken', { Session: session, UserCode: code });
  const { Status, Session } = parsedAs(Verified, body);
  if (Status === 'SUCCESS') return Session;
  throw new ApiFailure(400, 'The authenticator app was not taken: wait for the next code and try again.');
};
