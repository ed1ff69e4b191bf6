import { jsonSlicesOf } from './json-slices.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

const textLinesOf = (body: Uint8Array): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < body.length) {
    const newline = body.indexOf(NEWLINE, start);
    const end = newline < 0 ? body.length : newline;
    lines.push(body.subarray(start, end > start && body[end - 1] === CARRIAGE_RETURN ? end - 1 : end));
    start = end + 1;
  }
  return lines;
};

/** An element that is a JSON string stands for its text; every other element for its own bytes. */
const elementOf = (slice: Uint8Array): Uint8Array => {
  if (slice[0] !== QUOTE) return slice;
  try {
    const text: unknown = JSON.parse(new TextDecoder().decode(slice));
    return typeof text === 'string' ? new TextEncoder().encode(text) : slice;
  } catch {
    return slice;
  }
};

/**
 * The lines of a request body, in order, blank ones included: the elements of a JSON array, one JSON object (which may
 * span lines), or else its lines (NDJSON or text). Whether a line is sound is for normalize to say; nothing is dropped here.
 */
export const linesOfBody = (body: Uint8Array): readonly Uint8Array[] => {
  const slices = jsonSlicesOf(body);
  return slices ? slices.map(elementOf) : textLinesOf(body);
};
