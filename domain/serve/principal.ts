import { fail, ok, type Result } from '../model/result.ts';
import { TenantId } from '../model/tenant.ts';
import type { TokenClaims } from '../ports/token-verifier.ts';
import { type Problem, problem } from './problem.ts';
import { Role } from './role.ts';

/** Whom a verified token stands for. */
export type Principal = {
  readonly subject: string;
  /** Verified e-mail address, otherwise Cognito's name of the user. For people to read: rights go by `subject` and groups. */
  readonly username?: string;
  readonly tenants: readonly TenantId[];
  readonly roles: readonly Role[];
};

const after = (prefix: string, groups: readonly string[]): string[] =>
  groups.filter((group) => group.startsWith(prefix)).map((group) => group.slice(prefix.length));

const nameOf = (claims: TokenClaims): string | undefined =>
  String(claims.email_verified) === 'true' ? (claims.email ?? claims['cognito:username']) : claims['cognito:username'];

/** Groups `tenant/<id>` and `role/<role>` count; any other group is somebody else's business. */
export const principalOf = (claims: TokenClaims): Principal => {
  const groups = [...new Set(claims['cognito:groups'])];
  const username = nameOf(claims);
  return {
    subject: claims.sub,
    ...(username !== undefined && { username }),
    tenants: after('tenant/', groups).flatMap((id) => TenantId.safeParse(id).data ?? []),
    roles: after('role/', groups).flatMap((role) => Role.safeParse(role).data ?? []),
  };
};

/** One of the operation's roles is enough. */
export const mayCall = (principal: Principal, roles: readonly Role[]): boolean =>
  roles.length === 0 || roles.some((role) => principal.roles.includes(role));

/**
 * The tenant that the request works on: the header selects among the token's; with exactly one, the header may be left out.
 * A tenant that is not among them does not exist for this caller.
 */
export const selectTenant = (principal: Principal, header: string | undefined): Result<TenantId, Problem> => {
  const [first, ...others] = principal.tenants;
  if (header === undefined) {
    if (!first) return fail(problem('forbidden', 'You are assigned to no tenant: ask an administrator to assign you.'));
    if (others.length === 0) return ok(first);
    return fail(
      problem('tenant-required', 'Name one of your tenants in the header X-Tenant; GET /api/v1/me lists them.'),
    );
  }
  const chosen = principal.tenants.find((tenant) => tenant === header);
  return chosen
    ? ok(chosen)
    : fail(problem('not-found', 'There is no such thing here: check the id and the header X-Tenant.'));
};
