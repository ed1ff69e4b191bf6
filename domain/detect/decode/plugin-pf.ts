import type { Plugin } from './plugin-type.ts';

const ADDRESSES = /([0-9A-Fa-f:.]+?)(?:\.(\d+))? > ([0-9A-Fa-f:.]+?)(?:\.(\d+))?: ?(\S?)/;
const IPV4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\.(\d+))?$/;

const split = (text: string): { ip: string; port: string | undefined } => {
  const found = IPV4.exec(text);
  return found === null ? { ip: text, port: undefined } : { ip: found[1] ?? text, port: found[2] };
};

/** PF_Decoder, the packet filter of BSD: `… rule 4/0(match) block in on em0: 10.0.0.1.1234 > 10.0.0.2.80: S …`. */
export const pfPlugin: Plugin = (event) => {
  const { log, fields } = event;
  const start = log.indexOf(')');
  if (start === -1) return;
  const rest = log.slice(start + 1, start + 1_000).replace(/^:? */, '');
  if (rest.startsWith('pass')) fields.statics.action = 'pass';
  else if (rest.startsWith('block')) fields.statics.action = 'block';
  else return;
  const found = ADDRESSES.exec(rest);
  if (found === null) return;
  const [source = '', target = ''] = found[0].split(' > ');
  const from = split(source);
  const to = split(target.slice(0, target.indexOf(':')));
  fields.statics.srcip = from.ip;
  fields.statics.dstip = to.ip;
  if (from.port !== undefined) fields.statics.srcport = from.port;
  if (to.port !== undefined) fields.statics.dstport = to.port;
  const next = found[5] ?? '';
  if (next !== '') fields.statics.protocol = /u/i.test(next) ? 'UDP' : /i/i.test(next) ? 'ICMP' : 'TCP';
};
