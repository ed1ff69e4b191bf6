import { sql as rolesAndTenants } from './0001-roles-and-tenants.ts';
import { sql as incidents } from './0002-incidents.ts';
import { sql as response } from './0003-response.ts';
import { sql as hunts } from './0004-hunts.ts';

export type Migration = { readonly name: string; readonly sql: string };

/** All migrations, in order. One that was deployed is never changed: add another. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-roles-and-tenants', sql: rolesAndTenants },
  { name: '0002-incidents', sql: incidents },
  { name: '0003-response', sql: response },
  { name: '0004-hunts', sql: hunts },
];
