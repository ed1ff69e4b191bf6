import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { SimulatedLine } from '../line.ts';

const CHUNK_CHARACTERS = 65_536;

/** Writes lines as fast as the reader takes them. Returns how many; a reader that went away ends it. */
export const printLines = async (
  lines: Iterable<SimulatedLine>,
  output: Writable,
  signal: AbortSignal,
): Promise<number> => {
  let printed = 0;
  let chunk = '';
  const flush = async (): Promise<void> => {
    if (chunk !== '' && !output.write(chunk) && !output.destroyed)
      await once(output, 'drain', { signal }).catch(() => undefined);
    chunk = '';
  };
  for (const { line } of lines) {
    if (signal.aborted || output.destroyed) break;
    chunk += `${line}\n`;
    printed++;
    if (chunk.length >= CHUNK_CHARACTERS) await flush();
  }
  await flush();
  return printed;
};
