'use client';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Role } from '../../domain/serve/role.ts';
import type { Me } from '../api/types.ts';

type Tenancy = {
  readonly me: Me;
  /** The tenant that the pages show. */
  readonly tenant: string;
  readonly choose: (tenant: string) => void;
};

const Context = createContext<Tenancy | undefined>(undefined);
const KEY = 'watchkeep.tenant';

const initial = (tenants: readonly string[]): string | undefined => {
  const asked = new URLSearchParams(window.location.search).get('tenant');
  return tenants.find((id) => id === asked) ?? tenants.find((id) => id === sessionStorage.getItem(KEY)) ?? tenants[0];
};

type Props = { readonly me: Me; readonly none: ReactNode; readonly children: ReactNode };

/** The tenant of the address, else the one chosen before in this tab, else the first. */
export function TenantProvider({ me, none, children }: Props) {
  const [tenant, setTenant] = useState(() => initial(me.tenants));
  if (tenant === undefined) return none;
  const choose = (next: string): void => {
    sessionStorage.setItem(KEY, next);
    setTenant(next);
  };
  return <Context value={{ me, tenant, choose }}>{children}</Context>;
}

export const useTenancy = (): Tenancy => {
  const tenancy = useContext(Context);
  if (!tenancy) throw new Error('a page outside of the shell has no tenant');
  return tenancy;
};

/** Whether one of the roles is the caller's. The service decides; this only spares buttons that would be refused. */
export const useHasRole = (...roles: readonly Role[]): boolean => {
  const { me } = useTenancy();
  return me.roles.some((role) => roles.includes(role));
};

/** The address of an incident's page; several tenants make it name the tenant, so that it can be passed on. */
export const useIncidentAddress = (): ((id: string) => string) => {
  const { me, tenant } = useTenancy();
  return (id) => {
    const query = new URLSearchParams({ id, ...(me.tenants.length > 1 && { tenant }) });
    return `/incident/?${query}`;
  };
};
