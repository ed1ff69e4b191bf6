import type { Random } from '../random.ts';

export type Connection = {
  readonly firewall: string;
  readonly action: 'allow' | 'deny';
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly rule: string;
  readonly from: string;
  readonly to: string;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Feb  8 10:30:45`, the time of RFC 3164, UTC. */
export const syslogTime = (at: number): string => {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, ' ')} ${date.toISOString().slice(11, 19)}`;
};

/** A line of the firewall, RFC 3164 with key=value pairs (docs/log-types.md). */
export const firewallLine = (at: number, connection: Connection, random: Random): string =>
  `<134>${syslogTime(at)} ${connection.firewall} firewall[812]: action=${connection.action} proto=${connection.protocol}` +
  ` src=${connection.source} spt=${connection.sourcePort} dst=${connection.destination} dpt=${connection.destinationPort}` +
  ` bytes_out=${connection.bytesOut} bytes_in=${connection.bytesIn} duration=${connection.action === 'deny' ? 0 : random.integer(1, 90)}` +
  ` rule=${connection.rule} zone_in=${connection.from} zone_out=${connection.to} session=${random.hex(16)}`;
