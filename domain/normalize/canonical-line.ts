import { MAXIMUM_LINE_BYTES } from '../model/envelope.ts';
import type { BuiltInLogSource } from '../model/event.ts';
import type { QuarantineReason } from '../model/quarantine.ts';
import { type AccessLog, readAccessLog } from './lines/access-log.ts';
import { cloudTrailRecord, guardDutyFinding, integrationText, isWaf } from './lines/aws.ts';
import { type KeyValues, readFirewall } from './lines/key-values.ts';
import { readPriority, readSyslog, type SyslogLine } from './lines/syslog.ts';
import { isActiveDirectory } from './lines/windows/domain-controller.ts';
import { windowsEvent } from './lines/windows/windows.ts';
import { exceedsBytes } from './values/bytes.ts';
import { isObject, type JsonObject } from './values/json.ts';

/** What a text line was found to hold. */
export type TextLine = { readonly syslog: SyslogLine; readonly access?: AccessLog; readonly firewall?: KeyValues };

/** A line that rules can see. */
export type CanonicalLine = {
  readonly kind: 'line';
  /** What rules see (`event.original`). */
  readonly log: string;
  /** What rules see as `location`: `EventChannel`, `Wazuh-AWS`, or the log source. */
  readonly location: string;
  readonly logSource: BuiltInLogSource;
  /** `log` parsed, where it is a JSON object: nobody has to parse it again. */
  readonly parsed?: JsonObject;
  /** Where `log` is text. */
  readonly text?: TextLine;
};

export type UnreadableLine = {
  readonly kind: 'quarantine';
  readonly reason: QuarantineReason;
  readonly detail: string;
};

const unreadable = (reason: QuarantineReason, detail: string): UnreadableLine => ({
  kind: 'quarantine',
  reason,
  detail,
});

const OWN_LOG_TYPES: ReadonlyMap<string, BuiltInLogSource> = new Map(
  Object.entries<BuiltInLogSource>({
    core_banking: 'core_banking',
    api_gateway: 'api_gateway',
    database: 'database',
  }),
);

/**
 * The canonical line of a line as it came (docs/log-types.md, last section): what live detection, `logtest`, `detect`,
 * `hunt` and `replay` show to rules. JSON is parsed once, here. Unreadable: empty, longer than MAXIMUM_LINE_BYTES, with
 * NUL characters, or JSON that does not parse. Canonical lines are their own canonical lines.
 */
export const canonicalLine = (raw: string): CanonicalLine | UnreadableLine => {
  if (exceedsBytes(raw, MAXIMUM_LINE_BYTES))
    return unreadable('line_too_long', `the line is longer than ${MAXIMUM_LINE_BYTES} bytes`);
  const line = trimEnds(raw);
  if (line === '') return unreadable('format_unknown', 'the line is empty');
  if (line.includes('\0')) return unreadable('not_text', 'the line contains NUL characters');
  const first = line.charCodeAt(0);
  if (first === 123 || (first === 91 && looksLikeArray(line))) return jsonLine(line);
  return textLine(line);
};

/** Without byte order mark, surrounding white space and the NUL that some devices end a line with. */
const trimEnds = (raw: string): string => {
  let end = raw.length;
  while (end > 0 && isEnd(raw.charCodeAt(end - 1))) end--;
  let start = 0;
  while (start < end && (raw.charCodeAt(start) === 0xfeff || isEnd(raw.charCodeAt(start)))) start++;
  return start === 0 && end === raw.length ? raw : raw.slice(start, end);
};
const isEnd = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9 || code === 0;

/** `[` starts a JSON array if an array element or the end follows; `[Wed Oct 11 …] [error]` is text. */
const looksLikeArray = (line: string): boolean => {
  for (let at = 1; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code !== 32 && code !== 9) return code === 123 || code === 91 || code === 34 || code === 93;
  }
  return true;
};

const jsonLine = (line: string): CanonicalLine | UnreadableLine => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = at === undefined ? '' : ` (at character ${at})`;
    return unreadable('json_malformed', `the line starts as JSON but does not parse${where}`);
  }
  return isObject(value) ? objectLine(line, value) : { kind: 'line', log: line, location: 'json', logSource: 'json' };
};

const OWN = 1;
const WAZUH = 2;
const WINDOWS = 4;
const CLOUD_TRAIL = 8;
const WAF = 16;
const FINDING = 32;

/** The keys that tell what a record may be. */
const MARKS = new Map<string, number>([
  ['log_type', OWN],
  ['win', WAZUH],
  ['integration', WAZUH],
  ['EventID', WINDOWS],
  ['winlog', WINDOWS],
  ['Event', WINDOWS],
  ['eventName', CLOUD_TRAIL],
  ['detail', CLOUD_TRAIL | FINDING],
  ['Records', CLOUD_TRAIL],
  ['webaclId', WAF],
  ['service', FINDING],
]);

/** Looks at the keys that a record has; asking it for ten keys that it lacks takes longer. */
const marksOf = (record: JsonObject): number => {
  let marks = 0;
  for (const key in record) marks |= MARKS.get(key) ?? 0;
  return marks;
};

const objectLine = (line: string, record: JsonObject): CanonicalLine => {
  const marks = marksOf(record);
  const own =
    (marks & OWN) !== 0 && typeof record.log_type === 'string' ? OWN_LOG_TYPES.get(record.log_type) : undefined;
  if (own !== undefined) return { kind: 'line', log: line, location: own, logSource: own, parsed: record };
  if ((marks & WAZUH) !== 0) {
    if (isObject(record.win)) return windowsLine(line, record);
    if (record.integration === 'aws' && isObject(record.aws)) return awsLine(line, record, record.aws.source === 'waf');
  }
  const event = (marks & WINDOWS) !== 0 ? windowsEvent(record) : undefined;
  if (event !== undefined) return windowsLine(JSON.stringify(event), event);
  const trail = (marks & CLOUD_TRAIL) !== 0 ? cloudTrailRecord(record) : undefined;
  if (trail !== undefined) {
    trail.source = 'cloudtrail';
    const log = integrationText(trail, 'cloudtrail', trail === record ? line : undefined);
    return awsLine(log, { integration: 'aws', aws: trail }, false);
  }
  const finding = (marks & FINDING) !== 0 ? guardDutyFinding(record) : undefined;
  if (finding !== undefined) {
    finding.source = 'guardduty';
    const log = integrationText(finding, 'guardduty', finding === record ? line : undefined);
    return awsLine(log, { integration: 'aws', aws: finding }, false);
  }
  if ((marks & WAF) !== 0 && isWaf(record)) {
    record.source = 'waf';
    return awsLine(integrationText(record, 'waf', line), { integration: 'aws', aws: record }, true);
  }
  return { kind: 'line', log: line, location: 'json', logSource: 'json', parsed: record };
};

const windowsLine = (log: string, parsed: JsonObject): CanonicalLine => ({
  kind: 'line',
  log,
  location: 'EventChannel',
  logSource: isActiveDirectory(parsed) ? 'active_directory' : 'windows',
  parsed,
});

const awsLine = (log: string, parsed: JsonObject, waf: boolean): CanonicalLine => ({
  kind: 'line',
  log,
  location: 'Wazuh-AWS',
  logSource: waf ? 'web_waf' : 'cloud',
  parsed,
});

const textLine = (line: string): CanonicalLine => {
  const { length, priority } = readPriority(line);
  const log = length === 0 ? line : line.slice(length);
  const header = readSyslog(log);
  const syslog = length === 0 ? header : { ...header, priority };
  const access = readAccessLog(header.message);
  const firewall = access === undefined ? readFirewall(header.message) : undefined;
  const logSource = access !== undefined ? 'web_waf' : firewall !== undefined ? 'firewall' : 'syslog';
  return { kind: 'line', log, location: logSource, logSource, text: { syslog, access, firewall } };
};
