import type { Readable } from 'node:stream';
import { textOfUtf8 } from '../../../domain/detect/bytes.ts';

const NEWLINE = 10;
/** What a line has beyond this is dropped, so that a stream without newlines cannot fill the memory. */
const MAXIMUM_LINE = 64 * 1024 * 1024;

const asBytes = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
const asText = (bytes: Buffer): string => {
  const text = textOfUtf8(bytes);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
};

/** The lines of a stream of bytes, a chunk's at a time. Only a newline ends a line: logs hold other separators. */
export async function* linesOf(input: Readable): AsyncGenerator<readonly string[]> {
  let pending: Buffer[] = [];
  let held = 0;
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
      held = 0;
      start = end + 1;
    }
    const rest = bytes.subarray(start, start + MAXIMUM_LINE - held);
    held += rest.length;
    if (rest.length > 0) pending.push(rest);
    if (lines.length > 0) yield lines;
  }
  if (pending.length > 0) yield [asText(Buffer.concat(pending))];
}
