import { type Attributes, newAttributes } from './attributes.ts';

const MAXIMUM_COLUMNS = 300;

/** Comma-separated values (RFC 4180) under their numbers from 0. Linear in the length. */
export const readCsv = (text: string): Attributes => {
  const attributes = newAttributes();
  let at = 0;
  for (let column = 0; column < MAXIMUM_COLUMNS && at <= text.length; column++) {
    if (text.charCodeAt(at) === 34) {
      const parts: string[] = [];
      let start = at + 1;
      for (let end = text.indexOf('"', start); ; end = text.indexOf('"', start)) {
        parts.push(text.slice(start, end < 0 ? text.length : end));
        start = end < 0 ? text.length : end + 1;
        if (end < 0 || text.charCodeAt(start) !== 34) break;
        start++;
      }
      attributes[column] = parts.join('"');
      const comma = text.indexOf(',', start);
      at = comma < 0 ? text.length + 1 : comma + 1;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      attributes[column] = text.slice(at, end);
      at = end + 1;
    }
  }
  return attributes;
};
