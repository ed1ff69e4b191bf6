import type { Login } from '../../adapters/cognito/user-directory.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { ProtectedNetwork } from '../../domain/ports/response-policies.ts';
import type { PolicyMode } from '../../domain/ports/tenant-registry.ts';
import type { PortName } from '../platform/ports.ts';

export type DemoTenant = {
  readonly id: TenantId;
  readonly name: string;
  readonly mode: PolicyMode;
  readonly tcpPort: PortName;
  /** What the tenant must never block: its own way out, partners, monitors. */
  readonly neverBlock: readonly ProtectedNetwork[];
};

const acme = TenantId.parse('acme-bank');
const globex = TenantId.parse('globex-bank');

export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    id: acme,
    name: 'Acme Bank',
    mode: 'matrix',
    tcpPort: 'tcpAcmeBank',
    neverBlock: [{ network: '192.0.2.0/28', reason: 'the way out of the branch offices' }],
  },
  {
    id: globex,
    name: 'Globex Bank',
    mode: 'human',
    tcpPort: 'tcpGlobexBank',
    neverBlock: [{ network: '2001:db8:100::/48', reason: 'the clearing house' }],
  },
];

/** Names of domains that nobody can own (RFC 2606). */
export const DEMO_LOGINS: readonly Omit<Login, 'password'>[] = [
  { username: 'viewer@acme-bank.example', tenants: [acme], roles: ['tenant-viewer'] },
  { username: 'approver@acme-bank.example', tenants: [acme], roles: ['tenant-approver'] },
  { username: 'viewer@globex-bank.example', tenants: [globex], roles: ['tenant-viewer'] },
  { username: 'approver@globex-bank.example', tenants: [globex], roles: ['tenant-approver'] },
  { username: 'analyst@watchkeep.example', tenants: [acme, globex], roles: ['analyst'] },
  { username: 'executive@watchkeep.example', tenants: [acme, globex], roles: ['executive'] },
];
