import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Connection } from './connection.ts';

export type ApiClient = { readonly get: (path: string) => Promise<{ status: number; json: unknown }> };

/** Logs in as a seeded user who sees the tenant, and reads the API on its behalf. `path`: below `/api/v1`. */
export const apiClientOf = async ({ run, output }: Connection, tenant: TenantId): Promise<ApiClient> => {
  const login = run?.logins.find(({ tenants, roles }) => tenants.includes(tenant) && roles.includes('tenant-viewer'));
  if (!run || !login) throw new Error(`the local platform has no seeded login that sees ${tenant}`);
  const { AuthenticationResult } = await new CognitoIdentityProviderClient({}).send(
    new InitiateAuthCommand({
      ClientId: output('UserPoolClientId'),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: login.username, PASSWORD: login.password },
    }),
  );
  const token = AuthenticationResult?.IdToken;
  if (!token) throw new Error(`${login.username} could not log in`);
  return {
    get: async (path) => {
      const response = await fetch(`${run.apiUrl}/api/v1${path}`, {
        headers: { authorization: `Bearer ${token}`, 'x-tenant': tenant },
      });
      return { status: response.status, json: await response.json() };
    },
  };
};
