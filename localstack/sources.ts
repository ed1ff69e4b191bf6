import type { Trust } from '../domain/model/envelope.ts';
import { TenantId } from '../domain/model/tenant.ts';
import type { PortName } from './platform/ports.ts';

/** A listener of the local edge; its id stays the same where its port is overridden. */
export type LocalSource = {
  readonly id: string;
  readonly tenant: TenantId;
  readonly protocol: 'tcp' | 'udp';
  readonly port: Extract<PortName, 'tcpAcmeBank' | 'tcpGlobexBank' | 'udp'>;
  readonly trust: Trust;
};

const acme = TenantId.parse('acme-bank');
const globex = TenantId.parse('globex-bank');

/** UDP is of low trust: anybody can write a sender's address into a datagram. */
export const LOCAL_SOURCES: readonly LocalSource[] = [
  { id: 'tcp-5140', tenant: acme, protocol: 'tcp', port: 'tcpAcmeBank', trust: 'high' },
  { id: 'tcp-5141', tenant: globex, protocol: 'tcp', port: 'tcpGlobexBank', trust: 'high' },
  { id: 'udp-5514', tenant: acme, protocol: 'udp', port: 'udp', trust: 'low' },
];
