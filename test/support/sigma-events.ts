import fc from 'fast-check';
import type { SigmaEvent } from './sigma-evaluator.ts';

type Candidate = string | number | null | undefined;
export type LogSource = { readonly category?: string; readonly product?: string; readonly service?: string };

/** Values that regular expressions and networks of the fixtures accept or just miss. */
const KNOWN: readonly (readonly [key: RegExp, values: readonly Candidate[]])[] = [
  [
    /cidr/,
    [
      '10.1.2.3',
      '11.1.2.3',
      '172.16.0.1',
      '172.32.0.1',
      '203.0.113.9',
      '203.0.114.9',
      'fe80::1',
      'fec0::1',
      'fd00::1:2',
      '::1',
      '::2',
      'no address',
    ],
  ],
  [
    /^Details\|re/,
    [
      '"C:\\Program Files\\a\\b.exe" -x',
      'C:\\Program Files (x86)\\a\\b.exe',
      'C:\\Temp\\b.exe',
      'c:\\program files\\a\\b.exe',
    ],
  ],
  [/^eventType\|re/, ['user.session.start', 'USER.authentication.x_y', 'user.session.1', 'xuser.session.start']],
  [/^query\|re/, [`${'a'.repeat(40)}.x`, `${'a'.repeat(39)}.x`, `${'A'.repeat(40)}.x`]],
];

const plain = (value: string): string =>
  value
    .replaceAll('\\*', '*')
    .replaceAll(/(?<!\\)\*/g, 'ab')
    .replaceAll('?', 'q');

/** Texts that a value of the rule accepts, and some like them. */
const near = (key: string, value: unknown): readonly Candidate[] => {
  const known = KNOWN.find(([pattern]) => pattern.test(key));
  if (known !== undefined) return known[1];
  if (typeof value === 'number') return [value, value - 1, value + 1, `${value}0`];
  if (typeof value === 'boolean') return ['there', undefined];
  if (value === null) return [undefined];
  const text = plain(String(value));
  if (/base64/.test(key)) {
    const bytes = Buffer.from(text, key.includes('wide') ? 'utf16le' : 'utf8');
    return [0, 1, 2, 3].map((shift) =>
      Buffer.concat([Buffer.alloc(shift, 65), bytes, Buffer.alloc(shift, 66)]).toString('base64'),
    );
  }
  return [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    `x${text}`,
    `${text}x`,
    `x ${text} y`,
    text.slice(1),
    text.replaceAll('-', '–'),
    text.replaceAll('-', '/'),
    `a${text}\n`,
  ];
};

const collect = (item: unknown, found: Map<string, Candidate[]>): void => {
  if (Array.isArray(item)) for (const each of item) collect(each, found);
  else if (typeof item === 'object' && item !== null) {
    for (const [key, value] of Object.entries(item)) {
      const [field = ''] = key.split('|');
      const values = [value].flat();
      const name = field === '' ? 'Message' : field;
      const candidates = found.get(name) ?? ['zzz', ...(values.includes('') ? [''] : [undefined])];
      candidates.push(...values.flatMap((one) => (one === '' ? [] : near(key, one))));
      if (key.includes('all')) candidates.push(values.map((one) => plain(String(one))).join(' '));
      if (key.includes('fieldref'))
        for (const other of values) found.set(String(other), ['zzz', 'ZZZ', 'yyy', undefined]);
      found.set(name, candidates);
    }
  } else found.set('Message', [...(found.get('Message') ?? ['zzz']), ...near('', item)]);
};

/** Events with the fields of a detection: each missing, far off, near, or as the rule has it. */
export const eventsFor = (detection: Readonly<Record<string, unknown>>, always: boolean): fc.Arbitrary<SigmaEvent> => {
  const found = new Map<string, Candidate[]>();
  for (const [name, item] of Object.entries(detection)) {
    if (name !== 'condition' && name !== 'timeframe') collect(item, found);
  }
  if (always) {
    found.set('src_ip', ['10.1.2.3', '11.1.2.3', 'fe80::1']);
    found.set('sc-status', [200, 403, 404, 500]);
  }
  const record = Object.fromEntries(
    [...found].map(([field, values]) => [
      field,
      fc.constantFrom(
        ...(always ? values.filter((value) => value !== undefined && !/\s/.test(String(value))) : values),
      ),
    ]),
  );
  return fc
    .record(record)
    .map((event) =>
      Object.fromEntries(Object.entries(event).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    );
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const SYSTEM: Readonly<Record<string, string>> = {
  EventID: 'eventID',
  Provider_Name: 'providerName',
  Computer: 'computer',
  Message: 'message',
};
const CHANNELS: Readonly<Record<string, readonly [id: string | undefined, channel: string]>> = {
  process_creation: ['1', 'Microsoft-Windows-Sysmon/Operational'],
  network_connection: ['3', 'Microsoft-Windows-Sysmon/Operational'],
  image_load: ['7', 'Microsoft-Windows-Sysmon/Operational'],
  file_event: ['11', 'Microsoft-Windows-Sysmon/Operational'],
  registry_set: ['13', 'Microsoft-Windows-Sysmon/Operational'],
  ps_script: ['4104', 'Microsoft-Windows-PowerShell/Operational'],
  powershell: ['4103', 'Microsoft-Windows-PowerShell/Operational'],
  'powershell-classic': [undefined, 'Windows PowerShell'],
  security: [undefined, 'Security'],
  system: [undefined, 'System'],
};

const windowsLine = (event: SigmaEvent, source: LogSource): string => {
  const [id, channel] = CHANNELS[source.category ?? source.service ?? ''] ?? [undefined, 'Application'];
  const system: Record<string, string> = { channel, ...(id === undefined ? {} : { eventID: id }) };
  const eventdata: Record<string, string> = {};
  for (const [name, value] of Object.entries(event)) {
    if (value === null || value === '') continue;
    if (name === 'Imphash') eventdata.hashes = `MD5=0123,IMPHASH=${value}`;
    else if (SYSTEM[name] !== undefined) system[SYSTEM[name]] = String(value);
    else eventdata[lowerFirst(name)] = String(value);
  }
  return JSON.stringify({ win: { system: { eventID: '0', ...system }, eventdata } });
};

const nested = (event: SigmaEvent): Record<string, unknown> => {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    const path = name.split('.');
    let at = root;
    for (const key of path.slice(0, -1)) {
      const below = at[key];
      const next = typeof below === 'object' && below !== null ? (below as Record<string, unknown>) : {};
      at[key] = next;
      at = next;
    }
    at[path.at(-1) ?? ''] = value;
  }
  return root;
};

const PROXY: Readonly<Record<string, string>> = { 'c-useragent': 'user_agent', 'c-uri': 'url', 'cs-host': 'domain' };
const DNS: Readonly<Record<string, string>> = { query: 'query_name', record_type: 'query_type' };
const renamed = (event: SigmaEvent, names: Readonly<Record<string, string>>): SigmaEvent =>
  Object.fromEntries(Object.entries(event).map(([name, value]) => [names[name] ?? name, value]));

/** The line in which such an event reaches rules. */
export const lineFor = (event: SigmaEvent, source: LogSource): string => {
  const { category, product } = source;
  if (product === 'windows') return windowsLine(event, source);
  if (product === 'aws')
    return JSON.stringify({ integration: 'aws', aws: { awsRegion: 'x', eventSource: 'x', ...nested(event) } });
  if (source.service === 'auditd') {
    const { type = 'PATH', ...others } = event;
    const pairs = Object.entries(others).map(([name, value]) =>
      /^\d+$/.test(String(value)) ? `${name}=${value}` : `${name}="${value}"`,
    );
    return `type=${String(type).toUpperCase()} msg=audit(1771410645.120:812): argc=3 ${pairs.join(' ')}`;
  }
  if (category === 'proxy') return JSON.stringify({ log_type: 'proxy', ...renamed(event, PROXY) });
  if (category === 'dns') return JSON.stringify({ log_type: 'dns', ...renamed(event, DNS) });
  if (category === 'webserver') {
    const query = event['cs-uri-query'] === undefined ? '' : `?${event['cs-uri-query']}`;
    const request = `${event['cs-method']} ${event['cs-uri-stem']}${query}`;
    return `1 2026-02-18T10:30:45.120Z web-01 nginx 812 access - 198.51.100.7 - - [18/Feb/2026:10:30:45 +0000] "${request} HTTP/1.1" ${event['sc-status']} 5120 "-" "Mozilla"`;
  }
  if (category === 'firewall') {
    return `Feb 18 10:30:45 fw-edge-01 firewall[812]: action=${event.action} proto=tcp src=${event.src_ip} spt=1 dst=10.0.0.1 dpt=${event.dst_port} bytes_out=1 bytes_in=1 duration=1 rule=r zone_in=a zone_out=b`;
  }
  return JSON.stringify({ uuid: 'u', published: 'p', eventType: 'none', ...nested(event) });
};
