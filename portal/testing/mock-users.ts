import type { Role } from '../../domain/serve/role.ts';

export const PASSWORD = 'Correct-Horse-1!';

export type MockUser = {
  readonly tenants: readonly string[];
  readonly roles: readonly Role[];
  /** What is asked for besides the password: without it nothing. */
  readonly secondFactor?: 'enrolled' | 'missing';
  /** The password is for the first time only. */
  readonly temporary?: true;
};

/** Those who may sign in, by their names. */
export const USERS: Readonly<Record<string, MockUser>> = {
  'approver@acme-bank.example': { tenants: ['acme-bank'], roles: ['tenant-approver'] },
  'viewer@acme-bank.example': { tenants: ['acme-bank'], roles: ['tenant-viewer'] },
  'analyst@watchkeep.example': { tenants: ['acme-bank', 'globex-bank'], roles: ['analyst'] },
  'executive@watchkeep.example': { tenants: ['acme-bank', 'globex-bank'], roles: ['executive'] },
  'newcomer@acme-bank.example': {
    tenants: ['acme-bank'],
    roles: ['tenant-viewer'],
    secondFactor: 'missing',
    temporary: true,
  },
  'guarded@acme-bank.example': { tenants: ['acme-bank'], roles: ['tenant-viewer'], secondFactor: 'enrolled' },
};
