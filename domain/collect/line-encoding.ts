import type { Envelope } from '../model/envelope.ts';

type EncodedLine = Pick<Envelope, 'encoding' | 'raw'>;

// `ignoreBOM` keeps a byte order mark, so that decoding loses no byte.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const BASE64_CHUNK = 24_573;

/** Base64 (RFC 4648, 4) of the bytes. */
export const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (let start = 0; start < bytes.length; start += BASE64_CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + BASE64_CHUNK)));
  }
  return text;
};

/** The line as text where it is valid UTF-8 (RFC 3629), as base64 otherwise; both give back the same bytes. */
export const encodeLine = (bytes: Uint8Array): EncodedLine => {
  try {
    return { encoding: 'utf8', raw: strictUtf8.decode(bytes) };
  } catch {
    return { encoding: 'base64', raw: base64Of(bytes) };
  }
};

/** The bytes of an envelope's line. Throws where `raw` is not base64 although the envelope says so. */
export const decodeLine = (envelope: EncodedLine): Uint8Array => {
  if (envelope.encoding === 'utf8') return new TextEncoder().encode(envelope.raw);
  const binary = atob(envelope.raw);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
};
