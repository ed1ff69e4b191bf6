import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A ruleset of 5,000 rules has some 5 MB. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;

/** gzip (RFC 1952). */
export const packRuleset = (text: string): Promise<Uint8Array> => pack(text, { level: 9 });

/** Undefined for what is no gzip or holds more than 64 MB. */
export const unpackRuleset = (bytes: Uint8Array): Promise<string | undefined> =>
  unpack(bytes, { maxOutputLength: MAXIMUM_BYTES }).then(
    (text) => text.toString('utf8'),
    () => undefined,
  );
