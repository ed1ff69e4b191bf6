import type { Random } from '../random.ts';

export type WebRequest = {
  readonly host: string;
  readonly sourceAddress: string;
  readonly method: string;
  /** As on the request line: percent-encoded. */
  readonly target: string;
  readonly status: number;
  readonly bytes: number;
  readonly userAgent: string;
  readonly referrer?: string;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A line of the web server: combined log format behind an RFC 5424 header (docs/log-types.md). */
export const webAccessLine = (at: number, request: WebRequest, random: Random): string => {
  const date = new Date(at);
  const iso = date.toISOString();
  const time = `${iso.slice(8, 10)}/${MONTHS[date.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  return (
    `<134>1 ${iso} ${request.host} nginx 812 access - ${request.sourceAddress} - - [${time}]` +
    ` "${request.method} ${request.target} HTTP/1.1" ${request.status} ${request.bytes} "${request.referrer ?? '-'}"` +
    ` "${request.userAgent}" rt=${(0.01 + random.exponential(0.04)).toFixed(3)} rid=${random.hex(32)}`
  );
};
