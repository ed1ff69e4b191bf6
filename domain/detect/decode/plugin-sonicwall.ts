import type { DecoderType } from './decoder.ts';
import type { DecodedEvent } from './event.ts';
import type { Plugin } from './plugin-type.ts';

const ACTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['pass', ['98', '597', '598']],
  ['drop', ['36', '37', '38', '173', '174']],
  ['close', ['537']],
];

const keyed = (log: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^| )${name}=(?:"([^"]{0,1000})"|([^ ]{0,1000}))`).exec(log);
  return found?.[1] ?? found?.[2];
};

const become = (event: DecodedEvent, type: DecoderType): void => {
  if (event.decoder !== undefined) event.decoder = { ...event.decoder, type };
};

/** SonicWall_Decoder: `pri=6 c=1024 m=97 … src=10.0.0.1:1024:LAN dst=10.0.0.2:80:WAN proto=tcp/http`. */
export const sonicWallPlugin: Plugin = (event) => {
  const { log, fields } = event;
  const { statics } = fields;
  const [status, category, id] = ['pri', 'c', 'm'].map((name) => keyed(log, name));
  const [source, target] = ['src', 'dst'].map((name) => keyed(log, name)?.split(':') ?? []);
  if (status === undefined || category === undefined || id === undefined || !source?.[0] || !target?.[0]) return;
  Object.assign(statics, { status, id, srcip: source[0], dstip: target[0] });
  if (source[1]) statics.srcport = source[1];
  if (target[1]) statics.dstport = target[1];
  const protocol = keyed(log, 'proto');
  if (protocol !== undefined) statics.protocol = protocol;

  const action = ACTIONS.find(([, ids]) => ids.includes(id))?.[0];
  if (category !== '32' && action !== undefined) statics.action = action;
  become(event, category === '32' ? 'ids' : action !== undefined ? 'firewall' : id === '97' ? 'squid' : 'syslog');
  if (category === '32' || id !== '97') return;
  const result = keyed(log, 'result');
  if (result !== undefined) statics.id = result;
  const host = keyed(log, 'dstname');
  if (host !== undefined) statics.url = host + (keyed(log, 'arg') ?? '');
};
