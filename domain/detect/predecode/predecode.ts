import { type DateForm, OTHER_DATES, SYSLOG_DATES } from './dates.ts';
import { readHeader } from './header.ts';
import { macosLog } from './macos.ts';
import type { Predecoded } from './predecoded.ts';

const removedBy = (forms: readonly DateForm[], line: string): number => {
  for (const form of forms) {
    const length = form(line);
    if (length > 0) return line[length] === ' ' ? length + 1 : length;
  }
  return 0;
};

/** Removes the date and takes host and program from a syslog-like header. Positional checks only; first match wins. */
export const predecode = (line: string): Predecoded => {
  const repaired = line.startsWith('M\u00c3\u00a4r ') ? `Mar${line.slice(4)}` : line;
  const header = removedBy(SYSLOG_DATES, repaired);
  if (header > 0) return readHeader(repaired.slice(header));
  const other = removedBy(OTHER_DATES, line);
  if (other > 0) return { log: line.slice(other), hostname: undefined, programName: undefined };
  return macosLog(line) ?? { log: line, hostname: undefined, programName: undefined };
};
