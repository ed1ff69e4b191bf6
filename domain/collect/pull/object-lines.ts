import { fail, ok, type Result } from '../../model/result.ts';
import { linesOfBody } from '../http-body.ts';
import { jsonSlicesOf } from '../json-slices.ts';
import { isBlank } from '../line-wrap.ts';
import type { BucketCollector } from './collector.ts';

/** Only the beginning is looked at: the list may be millions of bytes. */
const HEAD_BYTES = 200;
const RECORDS = /^\s*\{\s*"Records"\s*:\s*(?=\[)/;

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

const recordsOf = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
  const start = RECORDS.exec(head)?.[0].length;
  if (start === undefined) return undefined;
  let end = bytes.length;
  while (end > 0 && isSpace(bytes[end - 1])) end--;
  return bytes[end - 1] === 0x7d ? jsonSlicesOf(bytes.subarray(start, end - 1)) : undefined;
};

/** CloudTrail's signed lists of hashes lie in the same bucket and hold no events. */
const isDigest = (key: string): boolean => key.includes('/CloudTrail-Digest/');

/** The lines of an unpacked object, in order; a sentence where it is not what the collector expects. */
export const linesOfObject = (
  { content }: Pick<BucketCollector, 'content'>,
  key: string,
  bytes: Uint8Array,
): Result<readonly Uint8Array[], string> => {
  if (content === 'lines') return ok(linesOfBody(bytes).filter((line) => !isBlank(line)));
  if (isDigest(key)) return ok([]);
  const records = recordsOf(bytes);
  return records === undefined ? fail('it is no JSON with a list "Records"') : ok(records);
};
