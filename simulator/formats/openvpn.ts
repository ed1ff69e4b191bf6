import { syslogTime } from './firewall.ts';

/** A line of an OpenVPN server by syslog. */
export const openVpnLine = (at: number, host: string, message: string): string =>
  `<29>${syslogTime(at)} ${host} openvpn[812]: ${message}`;
