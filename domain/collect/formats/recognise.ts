import { isObject } from '../../normalize/values/json.ts';
import { decodeText } from './decode-text.ts';
import { jsonTexts } from './json-texts.ts';

export type FileFormat =
  /** JSON objects, one a line or one after another over many lines. */
  | 'json'
  /** An object with `Records`, or an array of objects. */
  | 'json_records'
  /** NDJSON as the archive keeps it: `{"position":…,"raw":…}`. */
  | 'archive'
  /** Text, a line an event. */
  | 'text'
  | 'empty';

/** A line of a file, as an edge would have sent it. `encoding` base64: an archived line that is not UTF-8. */
export type RawLine = { readonly raw: string; readonly encoding: 'utf8' | 'base64' };

export type RecognisedFile = { readonly format: FileFormat; readonly lines: Iterable<RawLine> };

/**
 * Recognises what a file holds by its content, and gives its lines: JSON lines, a CloudTrail `Records` object or an array
 * (pretty-printed or not: a record a line), archive objects, pretty-printed objects one after another, syslog and other
 * text. Byte order marks, UTF-16 and CRLF are understood. What does not parse is given as it is, so that it is
 * quarantined and counted rather than lost.
 */
export const recognise = (content: string | Uint8Array): RecognisedFile => {
  const text = decodeText(content);
  const first = firstVisible(text);
  if (first === '') return { format: 'empty', lines: [] };
  if (first === '[' || first === '{') {
    const whole = first === '[' ? parse(text) : undefined;
    if (Array.isArray(whole)) return { format: 'json_records', lines: recordLines(whole) };
    if (first === '{') return recogniseObjects(text);
  }
  return { format: 'text', lines: textLines(text) };
};

const firstVisible = (text: string): string => /\S/.exec(text)?.[0] ?? '';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The first object decides: an archived line, a container of records, or any other object. */
const recogniseObjects = (text: string): RecognisedFile => {
  const first = parse(jsonTexts(text).next().value ?? '');
  if (isObject(first) && typeof first.position === 'string' && typeof first.raw === 'string')
    return { format: 'archive', lines: archiveLines(text) };
  if (isObject(first) && Array.isArray(first.Records)) return { format: 'json_records', lines: containerLines(text) };
  return { format: 'json', lines: objectLines(text) };
};

const line = (raw: string): RawLine => ({ raw, encoding: 'utf8' });

/** A compact line per record; an array within the array (containers of containers) is opened. */
function* recordLines(records: readonly unknown[]): Generator<RawLine> {
  for (const record of records) {
    if (isObject(record) && Array.isArray(record.Records)) yield* recordLines(record.Records);
    else yield line(JSON.stringify(record));
  }
}

function* containerLines(text: string): Generator<RawLine> {
  for (const json of jsonTexts(text)) {
    const value = parse(json);
    if (isObject(value) && Array.isArray(value.Records)) yield* recordLines(value.Records);
    else yield line(json);
  }
}

function* objectLines(text: string): Generator<RawLine> {
  for (const json of jsonTexts(text)) {
    const value = json.includes('\n') ? parse(json) : undefined;
    yield line(value === undefined ? json : JSON.stringify(value));
  }
}

function* archiveLines(text: string): Generator<RawLine> {
  for (const json of jsonTexts(text)) {
    const value = parse(json);
    if (isObject(value) && typeof value.raw === 'string')
      yield { raw: value.raw, encoding: value.encoding === 'base64' ? 'base64' : 'utf8' };
    else yield line(json);
  }
}

function* textLines(text: string): Generator<RawLine> {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const raw = text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    if (raw !== '') yield line(raw);
    start = end + 1;
  }
}
