import { createByteQueue } from './byte-queue.ts';

/** A line that has no end after this many bytes is cut: what follows is a further piece of it. Bounds memory per connection. */
const MAXIMUM_FRAME_BYTES = 4 * 1024 * 1024;

/** A line without its framing. `cut`: only a piece of a line that was too long to be held whole. */
export type FramedLine = { readonly bytes: Uint8Array; readonly cut: boolean };

/** Splits a byte stream into lines; holds what has no end yet. */
export type LineFramer = {
  /** The lines that the chunk completes, in order. */
  push(chunk: Uint8Array): readonly FramedLine[];
  /** The stream ended: what is held is its last line. */
  end(): readonly FramedLine[];
  /** Gives up what is held as a piece of a line that goes on (memory is short). */
  cut(): readonly FramedLine[];
  heldBytes(): number;
};

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const LESS_THAN = 0x3c;
const MAXIMUM_COUNT_DIGITS = 7;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** How the frame at `start` is framed: RFC 6587 octet counting (`MSG-LEN SP <`) or, for anything else, by newline. */
const framingAt = (
  bytes: Uint8Array,
  start: number,
  maximum: number,
): 'undecided' | 'newline' | { octets: number; header: number } => {
  let digits = 0;
  while (digits <= MAXIMUM_COUNT_DIGITS && isDigit(bytes[start + digits])) digits += 1;
  if (bytes[start] === 0x30 || digits > MAXIMUM_COUNT_DIGITS) return 'newline';
  const rest = bytes.length - start - digits;
  if (rest === 0) return 'undecided';
  if (digits === 0 || bytes[start + digits] !== SPACE) return 'newline';
  if (rest === 1) return 'undecided';
  if (bytes[start + digits + 1] !== LESS_THAN) return 'newline';
  let octets = 0;
  for (let index = 0; index < digits; index += 1) octets = octets * 10 + ((bytes[start + index] ?? 0x30) - 0x30);
  return octets <= maximum ? { octets, header: digits + 1 } : 'newline';
};

/**
 * A framer for TCP: lines end at a newline (a carriage return before it is dropped) or are octet-counted (RFC 6587, 3.4.1)
 * where a frame starts with digits, a space and `<`. Time is linear in the bytes, however they are chunked.
 */
export const createLineFramer = (maximumFrameBytes: number = MAXIMUM_FRAME_BYTES): LineFramer => {
  const queue = createByteQueue();
  let framing: 'unknown' | 'newline' | 'octets' = 'unknown';
  let octets = 0;
  let scanned = 0;
  let continued = false;

  const complete = (lines: FramedLine[], bytes: Uint8Array): void => {
    lines.push({ bytes, cut: continued });
    framing = 'unknown';
    continued = false;
  };

  const push = (chunk: Uint8Array): readonly FramedLine[] => {
    queue.append(chunk);
    const held = queue.view();
    const lines: FramedLine[] = [];
    let start = 0;
    while (start < held.length) {
      if (framing === 'unknown') {
        const found = framingAt(held, start, maximumFrameBytes);
        if (found === 'undecided') break;
        if (found === 'newline') framing = 'newline';
        else {
          framing = 'octets';
          octets = found.octets;
          start += found.header;
        }
      }
      if (framing === 'octets') {
        if (held.length - start < octets) break;
        complete(lines, held.slice(start, start + octets));
        start += octets;
        continue;
      }
      const newline = held.indexOf(NEWLINE, Math.max(start, scanned));
      if (newline < 0) {
        scanned = held.length;
        if (held.length - start <= maximumFrameBytes) break;
        lines.push({ bytes: held.slice(start), cut: true });
        continued = true;
        start = held.length;
        break;
      }
      const end = newline > start && held[newline - 1] === CARRIAGE_RETURN ? newline - 1 : newline;
      complete(lines, held.slice(start, end));
      start = newline + 1;
    }
    queue.drop(start);
    scanned = Math.max(0, scanned - start);
    return lines;
  };

  const take = (cut: boolean): readonly FramedLine[] => {
    const held = queue.view();
    if (held.length === 0) return [];
    const line = { bytes: held.slice(), cut: cut || continued };
    queue.drop(held.length);
    scanned = 0;
    return [line];
  };

  return {
    push,
    end: () => take(false),
    cut: () => {
      const lines = take(true);
      if (lines.length > 0) {
        octets -= lines[0]?.bytes.length ?? 0;
        continued = true;
        if (framing === 'unknown') framing = 'newline';
      }
      return lines;
    },
    heldBytes: () => queue.view().length,
  };
};
