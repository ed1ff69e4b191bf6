import { cognitoFailureOf } from './cognito-failure.ts';
import { ApiFailure } from './failure.ts';
import { portalConfig } from './portal-config.ts';

/**
 * The answer of one operation of Cognito's user pools, of those that need no signature.
 * @throws ApiFailure with a sentence for the reader
 */
export const callCognito = async (operation: string, input: Readonly<Record<string, unknown>>): Promise<string> => {
  const { cognitoEndpoint } = await portalConfig();
  const response = await fetch(cognitoEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  }).catch(() => undefined);
  if (!response) throw new ApiFailure(0, 'The sign-in service does not answer: check your connection and try again.');
  const body = await response.text();
  if (response.ok) return body;
  throw cognitoFailureOf(operation, response.status, body);
};

/** The same for operations that ask for the app client. */
export const callCognitoAsClient = async (
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<string> => {
  const { userPoolClientId } = await portalConfig();
  return await callCognito(operation, { ClientId: userPoolClientId, ...input });
};
