import type { Predecoded } from './predecoded.ts';

const TOKEN = /[A-Za-z0-9()\-./@_]*/y;
const PROGRAM_END = /:( ?)|\[\d+\]:( ?)|\[\d+\] /y;
const AIX = /[A-Za-z0-9]+\|[A-Za-z0-9]+:[A-Za-z0-9]+ ([A-Za-z0-9()\-./@_]+)(?:\[\d+\])?: ?/y;
const MESSAGE_ID = /^\[ID [^\]]*\]/;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const withoutMessageId = (log: string): string => {
  const found = log.startsWith('[ID ') ? MESSAGE_ID.exec(log) : null;
  return found === null ? log : log.slice(found[0].length + 1);
};

/** Reads host and program from what follows the date of a syslog header. */
export const readHeader = (text: string): Predecoded => {
  const hostname = matchAt(TOKEN, text, 0)?.[0] ?? '';
  const afterHost = hostname.length;
  if (hostname !== '' && text.startsWith(': ', afterHost)) {
    return { log: withoutMessageId(text.slice(afterHost + 2)), hostname: undefined, programName: hostname };
  }
  if (hostname === '' || text[afterHost] !== ' ') {
    return { log: text.slice(afterHost), hostname: undefined, programName: undefined };
  }
  const start = afterHost + 1;
  const program = matchAt(TOKEN, text, start)?.[0] ?? '';
  const end = program === '' ? null : matchAt(PROGRAM_END, text, start + program.length);
  if (end !== null) {
    const log = text.slice(start + program.length + end[0].length);
    return { log: withoutMessageId(log), hostname, programName: program };
  }
  const aix = matchAt(AIX, text, start);
  if (aix !== null) {
    return { log: withoutMessageId(text.slice(start + aix[0].length)), hostname, programName: aix[1] };
  }
  return { log: withoutMessageId(text.slice(start)), hostname, programName: undefined };
};
