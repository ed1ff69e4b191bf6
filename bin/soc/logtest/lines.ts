import type { Readable } from 'node:stream';

const NEWLINE = 10;

const asBytes = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
const asText = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
};

/** The lines of a stream of bytes, a chunk's at a time. Only a newline ends a line: logs hold other separators. */
export async function* linesOf(input: Readable): AsyncGenerator<readonly string[]> {
  let pending: Buffer[] = [];
  for await (const chunk of input) {
    const bytes = asBytes(chunk);
    const lines: string[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(
        asText(
          pending.length === 0 ? bytes.subarray(start, end) : Buffer.concat([...pending, bytes.subarray(start, end)]),
        ),
      );
      pending = [];
      start = end + 1;
    }
    if (start < bytes.length) pending.push(bytes.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (pending.length > 0) yield [asText(Buffer.concat(pending))];
}
