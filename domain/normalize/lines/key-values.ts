export type KeyValues = Readonly<Record<string, string>>;

const MAXIMUM_PAIRS = 100;

/** Reads `key=value key="quoted value"` pairs; words that are no pair are skipped, the first value of a key counts. */
export const readKeyValues = (text: string): KeyValues => {
  const pairs: Record<string, string> = Object.create(null);
  let at = 0;
  for (let count = 0; count < MAXIMUM_PAIRS; count++) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const key = text.slice(text.lastIndexOf(' ', equals) + 1, equals);
    const quoted = text.charCodeAt(equals + 1) === 34;
    const start = quoted ? equals + 2 : equals + 1;
    let end = text.indexOf(quoted ? '"' : ' ', start);
    if (end < 0) end = text.length;
    if (key !== '' && pairs[key] === undefined) pairs[key] = text.slice(start, end);
    at = end;
  }
  return pairs;
};

/**
 * The pairs of a firewall line: source and destination, and a decision or a protocol (as most firewalls, Fortinet and
 * iptables write). Undefined for other texts.
 */
export const readFirewall = (text: string): KeyValues | undefined => {
  if (!text.includes('src=') && !text.includes('SRC=') && !text.includes('srcip=')) return undefined;
  const pairs = readKeyValues(text);
  const source = pairs.src ?? pairs.srcip ?? pairs.SRC;
  const destination = pairs.dst ?? pairs.dstip ?? pairs.DST;
  const decision = pairs.action ?? pairs.proto ?? pairs.PROTO;
  return source !== undefined && destination !== undefined && decision !== undefined ? pairs : undefined;
};
