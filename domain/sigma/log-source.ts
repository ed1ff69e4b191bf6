import { fail, ok, type Result } from '../model/result.ts';
import { windowsViews } from './log-source-windows.ts';
import type { SigmaLogSource } from './rule.ts';
import { envelopedTarget, jsonTarget, type Target, type View } from './target.ts';

const json = (name: string, bases: readonly string[], rename: Readonly<Record<string, string>> = {}): View => ({
  name,
  bases,
  decoder: undefined,
  conditions: [],
  target: (field) => jsonTarget(rename[field.toLowerCase()] ?? field),
});

/** A product whose events nothing here knows more of than that they are JSON. */
const generic = (name: string): View => ({
  ...json(name, []),
  note: `logsource: any JSON line that no other source claims, with its fields under their own names, counts as ${name}`,
});

const CLOUD_TRAIL: View = {
  name: 'cloudtrail',
  bases: ['100500'],
  decoder: 'banking-soc-aws',
  conditions: [{ name: 'aws.eventSource', pattern: '^' }],
  target: (field) => envelopedTarget('aws', ...field.split('.')),
};

const ofAccessLog = (kind: Target['kind'], name: string, bounds?: Target['bounds']): Target => ({
  kind,
  name,
  path: undefined,
  ...(bounds === undefined ? {} : { bounds }),
});
const STEM = { start: '^', end: '(?=\\?|\\z)', any: '[^?]*' };
const QUERY = { start: '^[^?]*\\?', end: '\\z', any: '[\\x00-\\xff]*' };
const ACCESS_LOG: ReadonlyMap<string, Target> = new Map([
  ['c-ip', ofAccessLog('field', 'source_ip')],
  ['src_ip', ofAccessLog('field', 'source_ip')],
  ['cs-method', ofAccessLog('field', 'method')],
  ['c-uri', ofAccessLog('text', 'url')],
  ['cs-uri', ofAccessLog('text', 'url')],
  ['cs-uri-stem', ofAccessLog('text', 'url', STEM)],
  ['c-uri-stem', ofAccessLog('text', 'url', STEM)],
  ['cs-uri-query', ofAccessLog('text', 'url', QUERY)],
  ['c-uri-query', ofAccessLog('text', 'url', QUERY)],
  ['sc-status', ofAccessLog('text', 'id')],
  ['sc-bytes', ofAccessLog('field', 'bytes_out')],
  ['cs-user-agent', ofAccessLog('field', 'user_agent')],
  ['c-useragent', ofAccessLog('field', 'user_agent')],
  ['cs-referer', ofAccessLog('field', 'referrer')],
  ['cs-referrer', ofAccessLog('field', 'referrer')],
]);
const WEB_SERVER: View = {
  name: 'webserver',
  bases: ['100220'],
  decoder: 'banking-soc-web-access',
  conditions: [],
  target: (field) => ACCESS_LOG.get(field.toLowerCase()),
};

const FIREWALL_FIELDS: ReadonlyMap<string, Target> = new Map([
  ['src_ip', ofAccessLog('address', 'srcip')],
  ['dst_ip', ofAccessLog('address', 'dstip')],
  ['src_port', ofAccessLog('text', 'srcport')],
  ['dst_port', ofAccessLog('text', 'dstport')],
  ['action', ofAccessLog('text', 'action')],
  ['protocol', ofAccessLog('text', 'protocol')],
]);
const FIREWALL: View = {
  name: 'firewall',
  bases: ['100700'],
  decoder: 'banking-soc-firewall',
  conditions: [],
  target: (field) => FIREWALL_FIELDS.get(field.toLowerCase()),
};

const AUDITD: View = {
  name: 'auditd',
  bases: ['103300'],
  decoder: 'banking-soc-auditd',
  conditions: [],
  target: (name) => ({ kind: 'pair', name, path: undefined }),
};
/** Text lines that rules look for words in. */
const words = (name: string, bases: readonly string[], decoder: string): View => ({
  name,
  bases,
  decoder,
  conditions: [],
  target: () => undefined,
});
const SSHD = words('sshd', ['100800'], 'banking-soc-sshd');

const OWN_TYPE = (type: string) => [{ name: 'log_type', pattern: `^${type}$` }];
const DNS: View = {
  ...json('dns', ['101700'], {
    query: 'query_name',
    'dns.question.name': 'query_name',
    record_type: 'query_type',
    answer: 'answers',
    src_ip: 'source_ip',
  }),
  conditions: OWN_TYPE('dns'),
};
const PROXY: View = {
  ...json('proxy', ['101800'], {
    'c-uri': 'url',
    'cs-host': 'domain',
    'r-dns': 'domain',
    'cs-method': 'method',
    'sc-status': 'status',
    'c-useragent': 'user_agent',
    'cs-user-agent': 'user_agent',
    src_ip: 'source_ip',
    'c-ip': 'source_ip',
    'cs-username': 'user_id',
    'sc-bytes': 'bytes_in',
    'cs-bytes': 'bytes_out',
  }),
  conditions: OWN_TYPE('proxy'),
};

/** Sources by what a rule names of them: category, product, service; `*` is anything. */
const SOURCES: readonly (readonly [category: string, product: string, service: string, views: readonly View[]])[] = [
  ['', 'aws', 'cloudtrail', [CLOUD_TRAIL]],
  ['', 'azure', '*', [json('azure', ['102400', '102401'])]],
  ['', 'm365', '*', [json('m365', ['102402'])]],
  ['', 'okta', '*', [json('okta', ['102500'])]],
  ['webserver', '*', '*', [WEB_SERVER]],
  ['', 'nginx', '*', [WEB_SERVER]],
  ['', 'apache', '*', [WEB_SERVER]],
  ['firewall', '*', '*', [FIREWALL]],
  ['dns', '*', '*', [DNS]],
  ['proxy', '*', '*', [PROXY]],
  ['', 'linux', 'auditd', [AUDITD]],
  ['', 'linux', 'sshd', [SSHD]],
  ['', 'linux', 'auth', [SSHD, words('sudo', ['103301'], 'banking-soc-sudo')]],
  ['', 'linux', 'sudo', [words('sudo', ['103301'], 'banking-soc-sudo')]],
  ['', 'linux', 'cron', [words('cron', ['103302'], 'banking-soc-cron')]],
  ['*', 'linux', '*', [generic('linux')]],
  ['*', 'kubernetes', '*', [json('kubernetes', ['103200'])]],
  ...['gcp', 'github', 'onelogin', 'bitbucket', 'zeek', 'macos', 'cisco', 'rpc_firewall'].map(
    (product): (typeof SOURCES)[number] => ['*', product, '*', [generic(product)]],
  ),
];

const fits = (wanted: string, given: string | undefined): boolean => wanted === '*' || wanted === (given ?? '');

/** The views of a rule's log source; an error says that this project has no such source. */
export const viewsOf = ({ category, product, service }: SigmaLogSource): Result<readonly View[], string> => {
  const [c, p, s] = [category, product, service].map((name) => name?.toLowerCase());
  const found =
    p === 'windows'
      ? windowsViews(c, s)
      : SOURCES.find((row) => fits(row[0], c) && fits(row[1], p) && fits(row[2], s))?.[3];
  const named = Object.entries({ category, product, service }).flatMap(([key, name]) =>
    name ? [`${key} ${name}`] : [],
  );
  return found === undefined ? fail(`no log source here is "${named.join(', ')}"`) : ok(found);
};
