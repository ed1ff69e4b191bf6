import { type Attributes, newAttributes, readDelimitedAttributes, readSpacedAttributes } from './attributes.ts';

/** A syslog header may stand before the format's own. */
const MAXIMUM_BEFORE = 400;

const startOf = (line: string, mark: string): number => line.slice(0, MAXIMUM_BEFORE).indexOf(mark);

/** The first `count` parts between `|` that no backslash quotes, and where the rest begins. */
const headerOf = (text: string, count: number): { parts: string[]; end: number } | undefined => {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length && parts.length < count; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 124) {
      parts.push(text.slice(start, at).replaceAll(/\\([\\|])/g, '$1'));
      start = at + 1;
    }
  }
  return parts.length === count ? { parts, end: start } : undefined;
};

const CEF_NAMES = ['version', 'vendor', 'product', 'device_version', 'signature', 'name', 'severity'];
const LABELLED = /^(cs|cn|cfp|c6a|deviceCustomDate|flexString|flexNumber)\d{1,2}$/;

/**
 * ArcSight Common Event Format (Implementation Standard, version 25): the header as `cef.vendor`, `cef.product`,
 * `cef.device_version`, `cef.signature`, `cef.name`, `cef.severity`, the extension under its keys. What a custom field
 * holds (`cs1=… cs1Label=Reason`) is there under its label, too. Undefined where the line is none.
 */
export const readCef = (line: string): Attributes | undefined => {
  const start = startOf(line, 'CEF:');
  if (start < 0) return undefined;
  const header = headerOf(line.slice(start + 4), 7);
  if (header === undefined) return undefined;
  const attributes = newAttributes();
  for (const [at, name] of CEF_NAMES.entries()) attributes[`cef.${name}`] = header.parts[at] ?? '';
  readSpacedAttributes(line.slice(start + 4 + header.end), attributes);
  for (const name of Object.keys(attributes)) {
    const label = LABELLED.test(name) ? attributes[`${name}Label`] : undefined;
    if (label !== undefined && attributes[label] === undefined) attributes[label] = attributes[name] ?? '';
  }
  return attributes;
};

const LEEF_NAMES = ['version', 'vendor', 'product', 'device_version', 'event_id'];

const delimiterOf = (text: string): string => {
  const code = /^(?:0?x)([0-9a-fA-F]{2,4})$/.exec(text)?.[1];
  return code === undefined ? text : String.fromCharCode(Number.parseInt(code, 16));
};

/**
 * IBM Log Event Extended Format 1.0 and 2.0 (QRadar documentation): the header as `leef.vendor`, `leef.product`,
 * `leef.device_version`, `leef.event_id`, the attributes under their names. Undefined where the line is none.
 */
export const readLeef = (line: string): Attributes | undefined => {
  const start = startOf(line, 'LEEF:');
  if (start < 0) return undefined;
  const text = line.slice(start + 5);
  const header = headerOf(text, 5);
  if (header === undefined) return undefined;
  const attributes = newAttributes();
  for (const [at, name] of LEEF_NAMES.entries()) attributes[`leef.${name}`] = header.parts[at] ?? '';
  let rest = text.slice(header.end);
  let delimiter = '\t';
  const bar = header.parts[0]?.startsWith('2') ? rest.indexOf('|') : -1;
  if (bar >= 0 && bar <= 6) {
    delimiter = delimiterOf(rest.slice(0, bar)) || delimiter;
    rest = rest.slice(bar + 1);
  }
  if (rest.includes(delimiter)) readDelimitedAttributes(rest, delimiter, attributes);
  else readSpacedAttributes(rest, attributes);
  return attributes;
};
