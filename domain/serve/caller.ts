import type { TenantId } from '../model/tenant.ts';
import type { Principal } from './principal.ts';

/** Who calls, after every check of access. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly principal: Principal }
  | { readonly kind: 'tenant'; readonly principal: Principal; readonly tenant: TenantId };
