/** A line of a web server's log in common or combined format (Apache HTTP Server documentation, mod_log_config). */
export type AccessLog = {
  readonly client: string;
  readonly user: string;
  readonly time: string;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly status: string;
  readonly bytes: string;
  readonly referrer: string;
  readonly userAgent: string;
};

/** The end of a quoted string that starts at `start`; backslash escapes. -1 where it has none. */
const closingQuote = (text: string, start: number): number => {
  let at = text.indexOf('"', start);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
};

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes++;
  return backslashes % 2 === 1;
};

export const readAccessLog = (text: string): AccessLog | undefined => {
  const open = text.indexOf(' [');
  if (open < 0 || text.charCodeAt(open + 28) !== 93 || text.charCodeAt(open + 30) !== 34) return undefined;
  const [client = '', , ...names] = text.slice(0, open).split(' ', 8);
  const requestEnd = closingQuote(text, open + 31);
  if (client === '' || names.length === 0 || requestEnd < 0) return undefined;
  const statusAt = requestEnd + 2;
  const status = text.slice(statusAt, statusAt + 3);
  if (!(Number(status) >= 100 && Number(status) <= 599)) return undefined;
  const bytesEnd = text.indexOf(' ', statusAt + 4);
  const request = text.slice(open + 31, requestEnd);
  const methodEnd = request.indexOf(' ');
  const versionAt = request.lastIndexOf(' HTTP/');
  const hasTarget = methodEnd > 0;
  const [referrer, userAgent] = bytesEnd < 0 ? ['', ''] : readQuoted(text, bytesEnd + 1);
  return {
    client,
    user: names.join(' '),
    time: text.slice(open + 2, open + 28),
    method: hasTarget ? request.slice(0, methodEnd) : '',
    target: hasTarget ? request.slice(methodEnd + 1, versionAt > methodEnd ? versionAt : undefined) : request,
    version: versionAt > 0 ? request.slice(versionAt + 6) : '',
    status,
    bytes: text.slice(statusAt + 4, bytesEnd < 0 ? undefined : bytesEnd),
    referrer,
    userAgent,
  };
};

/** The two quoted strings of the combined format. */
const readQuoted = (text: string, start: number): [string, string] => {
  if (text.charCodeAt(start) !== 34) return ['', ''];
  const first = closingQuote(text, start + 1);
  if (first < 0) return ['', ''];
  const second = text.charCodeAt(first + 2) === 34 ? closingQuote(text, first + 3) : -1;
  return [text.slice(start + 1, first), second < 0 ? '' : text.slice(first + 3, second)];
};
