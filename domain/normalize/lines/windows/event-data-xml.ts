import { lowerFirst, putValue, type WinPart } from './win-event.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }),
);
const MAXIMUM_ITEMS = 500;

/**
 * Reads `<EventData><Data Name="x">y</Data>…</EventData>` (and `<UserData>` with elements for names) as the event log
 * renders it. Unnamed Data are joined by ", ". Only what the event log writes is understood; the rest is skipped.
 */
export const putEventDataXml = (part: WinPart, xml: string): void => {
  const unnamed: string[] = [];
  let at = 0;
  for (let items = 0; items < MAXIMUM_ITEMS; items++) {
    const open = xml.indexOf('<', at);
    const close = xml.indexOf('>', open);
    if (open < 0 || close < 0) break;
    at = close + 1;
    const tag = xml.slice(open + 1, close);
    if (tag.startsWith('/') || tag.startsWith('?') || tag.endsWith('/')) continue;
    const end = xml.indexOf('<', at);
    if (end < 0) break;
    if (xml.charCodeAt(end + 1) !== 47) continue;
    const value = unescapeXml(xml.slice(at, end));
    const name = nameOf(tag);
    if (name === '') unnamed.push(value);
    else putValue(part, lowerFirst(name), value);
  }
  if (unnamed.length > 0) putValue(part, 'data', unnamed);
};

const nameOf = (tag: string): string => {
  const space = tag.indexOf(' ');
  const element = space < 0 ? tag : tag.slice(0, space);
  if (element !== 'Data') return element;
  const start = tag.indexOf('Name=');
  if (start < 0) return '';
  const quote = tag.charAt(start + 5);
  const end = tag.indexOf(quote, start + 6);
  return end < 0 ? '' : tag.slice(start + 6, end);
};

/** Resolves the predefined entities and character references of XML. */
export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g, (whole, hex, decimal, name) => {
        if (name !== undefined) return ENTITIES.get(String(name)) ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;
