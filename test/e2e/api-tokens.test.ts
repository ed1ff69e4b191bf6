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
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { httpTokenKeys, tokenKeysUrl } from '../../adapters/cognito/token-keys.ts';
import { cognitoTokenVerifier } from '../../adapters/cognito/token-verifier.ts';
import { principalOf } from '../../domain/serve/principal.ts';

const cognito = new CognitoIdentityProviderClient({});
const GROUPS = ['tenant/acme-bank', 'role/analyst'];

const pool = async () => {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'api-tokens' }));
  const id = UserPool?.Id ?? '';
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: id,
      ClientName: 'portal',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  const user = { UserPoolId: id, Username: 'ana' };
  const password = 'Correct-horse-battery-1';
  await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  for (const group of GROUPS) {
    await cognito.send(new CreateGroupCommand({ UserPoolId: id, GroupName: group }));
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }));
  }
  const clientId = UserPoolClient?.ClientId ?? '';
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId: id,
      ClientId: clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.Username, PASSWORD: password },
    }),
  );
  return {
    id,
    clientId,
    idToken: AuthenticationResult?.IdToken ?? '',
    accessToken: AuthenticationResult?.AccessToken ?? '',
  };
};

type Pool = Awaited<ReturnType<typeof pool>>;
let ours: Pool;
let theirs: Pool;

const verifierOf = ({ id, clientId }: Pool) =>
  cognitoTokenVerifier({
    userPoolId: id,
    clientIds: [clientId],
    keys: httpTokenKeys(tokenKeysUrl(id, inject('endpoints').aws)),
    onRejected: () => {},
  });

beforeAll(async () => {
  ours = await pool();
  theirs = await pool();
});

describe('tokens of a user pool of the platform', () => {
  it('carry the groups that an administrator gave', async () => {
    const claims = await verifierOf(ours).verify(ours.idToken);
    expect(claims.ok && principalOf(claims.value)).toMatchObject({ tenants: ['acme-bank'], roles: ['analyst'] });
  });

  it('count as id tokens only, and for their own pool only', async () => {
    const verifier = verifierOf(ours);
    expect(await verifier.verify(ours.accessToken)).toEqual({ ok: false, error: 'invalid' });
    expect(await verifier.verify(theirs.idToken)).toEqual({ ok: false, error: 'invalid' });
    expect(await verifier.verify(`${ours.idToken.slice(0, -8)}AAAAAAAA`)).toEqual({ ok: false, error: 'invalid' });
  });

  it('cannot be judged where the pool does not answer', async () => {
    const verifier = cognitoTokenVerifier({
      userPoolId: ours.id,
      clientIds: [ours.clientId],
      keys: httpTokenKeys(tokenKeysUrl('eu-central-1_NoSuchPool', `${inject('endpoints').aws}/nowhere`)),
      onRejected: () => {},
    });
    expect(await verifier.verify(ours.idToken)).toEqual({ ok: false, error: 'unavailable' });
  });
});
