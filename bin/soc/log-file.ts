import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type RecognisedFile, recognise } from '../../domain/collect/formats/recognise.ts';
import { UsageError } from './output.ts';

/** A decompressed file beyond this is refused with a sentence: V8 holds no longer text. */
const MAXIMUM_BYTES = 500 * 1024 * 1024;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'that is a folder: name files';
  if (code === 'ERR_BUFFER_TOO_LARGE') return `it unpacks to more than ${MAXIMUM_BYTES} bytes: split it`;
  return error instanceof Error ? error.message : String(error);
};

/** Reads a file of logs, gzipped or not, and recognises its format. Throws a UsageError that names the file. */
export const readLogFile = async (path: string): Promise<RecognisedFile> => {
  try {
    const bytes = await readFile(path);
    const content = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MAXIMUM_BYTES }) : bytes;
    if (content.length > MAXIMUM_BYTES) throw new UsageError(`it has more than ${MAXIMUM_BYTES} bytes: split it`);
    return recognise(content);
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
};
