import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

export type ScratchPool = {
  readonly id: string;
  readonly clientId: string;
  readonly idToken: string;
  readonly accessToken: string;
};

/** A user pool of its own on the platform, with one user of the groups who has logged in. */
export const scratchPool = async (groups: readonly string[]): Promise<ScratchPool> => {
  const cognito = new CognitoIdentityProviderClient({});
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'api-tests' }));
  const id = UserPool?.Id ?? '';
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: id,
      ClientName: 'portal',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  const clientId = UserPoolClient?.ClientId ?? '';
  const user = { UserPoolId: id, Username: 'ana' };
  const password = 'Correct-horse-battery-1';
  await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  for (const group of groups) {
    await cognito.send(new CreateGroupCommand({ UserPoolId: id, GroupName: group }));
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }));
  }
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId: id,
      ClientId: clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.Username, PASSWORD: password },
    }),
  );
  const { IdToken = '', AccessToken = '' } = AuthenticationResult ?? {};
  return { id, clientId, idToken: IdToken, accessToken: AccessToken };
};
