import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Role } from '../../domain/serve/role.ts';

export type Login = {
  /** An e-mail address. */
  readonly username: string;
  readonly password: string;
  readonly tenants: readonly TenantId[];
  readonly roles: readonly Role[];
};

const unless = async (name: string, work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== name) throw error;
  });
};

/**
 * Makes the user with a permanent password and puts it into the groups `tenant/<id>` and `role/<role>`, making those that
 * are missing. Safe to repeat; no mail is sent.
 */
export const ensureLogin = async (
  userPoolId: string,
  { username, password, tenants, roles }: Login,
  client = new CognitoIdentityProviderClient({}),
): Promise<void> => {
  const pool = { UserPoolId: userPoolId };
  const user = { ...pool, Username: username };
  const UserAttributes = [
    { Name: 'email', Value: username },
    { Name: 'email_verified', Value: 'true' },
  ];
  const create = new AdminCreateUserCommand({
    ...user,
    UserAttributes,
    TemporaryPassword: password,
    MessageAction: 'SUPPRESS',
  });
  await unless('UsernameExistsException', client.send(create));
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  for (const GroupName of [...tenants.map((id) => `tenant/${id}`), ...roles.map((role) => `role/${role}`)]) {
    await unless('GroupExistsException', client.send(new CreateGroupCommand({ ...pool, GroupName })));
    await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
};
