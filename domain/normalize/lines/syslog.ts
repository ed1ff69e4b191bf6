import { parseTimestamp, parseYearless, type YearlessTime } from '../values/timestamp.ts';

/** What the header of a syslog line says; `message` is the rest. */
export type SyslogLine = {
  readonly format: 'rfc5424' | 'rfc3164' | 'none';
  readonly priority?: number;
  /** Milliseconds, where the header has a full date. */
  readonly time?: number;
  readonly yearless?: YearlessTime;
  readonly host?: string;
  readonly app?: string;
  readonly pid?: string;
  readonly msgid?: string;
  readonly structuredData?: string;
  readonly message: string;
};

const MAXIMUM_PRIORITY = 191;

/** The length of a leading `<PRI>` (RFC 5424 6.2.1) and its number; length 0 where there is none. */
export const readPriority = (line: string): { length: number; priority: number } => {
  const end = line.charCodeAt(0) === 60 ? line.indexOf('>') : -1;
  if (end < 2 || end > 4) return NO_PRIORITY;
  const priority = Number(line.slice(1, end));
  return Number.isInteger(priority) && priority <= MAXIMUM_PRIORITY ? { length: end + 1, priority } : NO_PRIORITY;
};
const NO_PRIORITY = { length: 0, priority: -1 };

/** Reads RFC 5424 and RFC 3164 headers, the latter also with a year or an ISO 8601 date. `line`: without `<PRI>`. */
export const readSyslog = (line: string): SyslogLine =>
  readRfc5424(line) ?? readRfc3164(line) ?? { format: 'none', message: line };

const nil = (text: string): string | undefined => (text === '-' || text === '' ? undefined : text);

const readRfc5424 = (line: string): SyslogLine | undefined => {
  if (line.charCodeAt(0) !== 49 || line.charCodeAt(1) !== 32) return undefined;
  const words: string[] = [];
  let at = 2;
  for (let word = 0; word < 5; word++) {
    const end = line.indexOf(' ', at);
    if (end < 0) return undefined;
    words.push(line.slice(at, end));
    at = end + 1;
  }
  const [timestamp = '', host = '', app = '', pid = '', msgid = ''] = words;
  const time = parseTimestamp(timestamp);
  if (time === undefined && timestamp !== '-') return undefined;
  const end = endOfStructuredData(line, at);
  const message = line.charCodeAt(end) === 32 ? line.slice(end + 1) : line.slice(end);
  return {
    format: 'rfc5424',
    time,
    host: nil(host),
    app: nil(app),
    pid: nil(pid),
    msgid: nil(msgid),
    structuredData: nil(line.slice(at, end)),
    message: message.charCodeAt(0) === 0xfeff ? message.slice(1) : message,
  };
};

/** STRUCTURED-DATA ends after the last `]` that no value quotes (RFC 5424 6.3). */
const endOfStructuredData = (line: string, start: number): number => {
  if (line.charCodeAt(start) === 45) return start + 1;
  let at = start;
  while (line.charCodeAt(at) === 91) {
    let quoted = false;
    for (at++; at < line.length; at++) {
      const code = line.charCodeAt(at);
      if (quoted && code === 92) at++;
      else if (code === 34) quoted = !quoted;
      else if (code === 93 && !quoted) break;
    }
    at++;
  }
  return Math.min(at, line.length);
};

const readRfc3164 = (line: string): SyslogLine | undefined => {
  const yearless = parseYearless(line, 0);
  if (yearless !== undefined) return readHost(line, 15, { yearless });
  const space = line.indexOf(' ');
  if (space < 19 || space > 35) return withYear(line);
  const time = line.charCodeAt(10) === 84 ? parseTimestamp(line.slice(0, space)) : undefined;
  return time === undefined ? withYear(line) : readHost(line, space, { time });
};

/** `Feb 18 2026 10:30:45`, as some network devices write. */
const withYear = (line: string): SyslogLine | undefined => {
  if (line.charCodeAt(11) !== 32 || line.charCodeAt(14) !== 58) return undefined;
  const yearless = parseYearless(line.slice(0, 7) + line.slice(12, 20), 0);
  const year = Number(line.slice(7, 11));
  if (yearless === undefined || !(year >= 1980 && year < 2100)) return undefined;
  return readHost(line, 20, { time: Date.UTC(year, yearless.month, yearless.day) + yearless.timeOfDay });
};

const readHost = (line: string, at: number, when: { time?: number; yearless?: YearlessTime }): SyslogLine => {
  const start = line.charCodeAt(at) === 58 ? at + 2 : at + 1;
  const hostEnd = line.indexOf(' ', start);
  if (hostEnd < 0) return { format: 'rfc3164', ...when, message: line.slice(start) };
  const host = line.slice(start, hostEnd);
  if (host.endsWith(':'))
    return { format: 'rfc3164', ...when, app: host.slice(0, -1), message: line.slice(hostEnd + 1) };
  const tag = readTag(line, hostEnd + 1);
  return { format: 'rfc3164', ...when, host, app: tag.app, pid: tag.pid, message: line.slice(tag.end) };
};

/** TAG (RFC 3164 4.1.3): `app:` or `app[pid]:`, at most 64 characters; otherwise all is message. */
const readTag = (line: string, start: number): { app?: string; pid?: string; end: number } => {
  const limit = Math.min(line.length, start + 64);
  let bracket = -1;
  for (let at = start; at < limit; at++) {
    const code = line.charCodeAt(at);
    if (code === 91 && bracket < 0) bracket = at;
    else if (code === 58) {
      const end = line.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
      if (bracket < 0) return { app: line.slice(start, at), end };
      const pid = line.charCodeAt(at - 1) === 93 ? line.slice(bracket + 1, at - 1) : undefined;
      return { app: line.slice(start, bracket), pid, end };
    } else if (code === 32) break;
  }
  return { end: start };
};
