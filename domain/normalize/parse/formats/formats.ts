import type { TextLine } from '../../canonical-line.ts';
import { isObject, type JsonObject } from '../../values/json.ts';
import { newAttributes, readSpacedAttributes } from './attributes.ts';
import { readCsv } from './csv.ts';
import { readCef, readLeef } from './headers.ts';

export const FORMATS = ['cef', 'leef', 'key_value', 'csv', 'json'] as const;
/** How the values stand in a text line. */
export type Format = (typeof FORMATS)[number];

/** The values of a text line, undefined where it is not of the format. */
type ReadFormat = (log: string, line: TextLine) => JsonObject | undefined;

/** Without the comma or semicolon that separates pairs, and without quotes. */
const unquoted = (attributes: JsonObject): JsonObject => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string') continue;
    const bare = value.endsWith(',') || value.endsWith(';') ? value.slice(0, -1) : value;
    attributes[name] = bare.length > 1 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1) : bare;
  }
  return attributes;
};

const readJson: ReadFormat = (_, { syslog: { message } }) => {
  const start = message.search(/\S/);
  if (message.charCodeAt(start) !== 123) return undefined;
  try {
    const value: unknown = JSON.parse(message.slice(start));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const FORMAT_READERS: Readonly<Record<Format, ReadFormat>> = {
  cef: (log) => readCef(log),
  leef: (log) => readLeef(log),
  key_value: (_, { syslog }) => {
    const attributes = newAttributes();
    readSpacedAttributes(syslog.message, attributes, true);
    return unquoted(attributes);
  },
  csv: (_, { syslog }) => readCsv(syslog.message),
  json: readJson,
};
