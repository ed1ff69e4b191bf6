import type { Role } from '../../domain/serve/role.ts';

export const PASSWORD = 'Correct-Horse-1!';

/** Those who may sign in, by their names. */
export const USERS: Readonly<Record<string, { readonly tenants: readonly string[]; readonly roles: readonly Role[] }>> =
  {
    'approver@acme-bank.example': { tenants: ['acme-bank'], roles: ['tenant-approver'] },
    'viewer@acme-bank.example': { tenants: ['acme-bank'], roles: ['tenant-viewer'] },
    'analyst@watchkeep.example': { tenants: ['acme-bank', 'globex-bank'], roles: ['analyst'] },
    'executive@watchkeep.example': { tenants: ['acme-bank', 'globex-bank'], roles: ['executive'] },
  };

/** Cognito's answers to what the portal asks: no more than that. */
export const cognitoAnswer = (operation: string, input: Record<string, unknown>): { status: number; body: unknown } => {
  const parameters = (input.AuthParameters ?? {}) as Record<string, string>;
  if (operation === 'RevokeToken') return { status: 200, body: {} };
  const name = parameters.USERNAME ?? Buffer.from(parameters.REFRESH_TOKEN ?? '', 'base64url').toString();
  const known = name in USERS && (input.AuthFlow === 'REFRESH_TOKEN_AUTH' || parameters.PASSWORD === PASSWORD);
  if (!known)
    return { status: 400, body: { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' } };
  const token = Buffer.from(name).toString('base64url');
  return { status: 200, body: { AuthenticationResult: { IdToken: token, RefreshToken: token, ExpiresIn: 3600 } } };
};
