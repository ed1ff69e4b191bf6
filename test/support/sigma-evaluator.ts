import { BlockList, isIP } from 'node:net';

/** An event with the field names of Sigma. */
export type SigmaEvent = Readonly<Record<string, string | number | null>>;
type Value = string | number | boolean | null;

const DASHES = '-/–—―';

const wildcardExpression = (
  text: string,
  [start, end]: readonly [string, string],
  cased: boolean,
  windash: boolean,
): RegExp => {
  let source = start;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '\\' && next !== '' && '*?\\'.includes(next)) {
      source += `\\${next}`;
      at++;
    } else if (character === '*') source += '[\\s\\S]*';
    else if (character === '?') source += '[\\s\\S]';
    else if (windash && DASHES.includes(character)) source += `[${DASHES.replaceAll(/[-/]/g, '\\$&')}]`;
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }
  return new RegExp(`^${source}${end}$`, cased ? 'u' : 'iu');
};

const inNetwork = (text: string, network: string): boolean => {
  const [address = '', length = ''] = network.split('/');
  const family = isIP(text) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(text) === 0 || isIP(text) !== isIP(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(length), family);
  return list.check(text, family);
};

const offsets = (bytes: Buffer): string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const end = [text.length, text.length - 3, text.length - 2][(bytes.length + shift) % 3];
    return text.slice([0, 2, 3][shift], end);
  });

/** The values that stand for one under the encoding modifiers. */
const encodings = (value: string, modifiers: readonly string[]): string[] => {
  let bytes: Buffer | undefined;
  let texts = [value];
  for (const modifier of modifiers) {
    if (modifier === 'wide' || modifier === 'utf16le') bytes = Buffer.from(value, 'utf16le');
    if (modifier === 'utf16be') bytes = Buffer.from(value, 'utf16le').swap16();
    if (modifier === 'utf16') bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(value, 'utf16le')]);
    if (modifier === 'base64') texts = [(bytes ?? Buffer.from(value)).toString('base64')];
    if (modifier === 'base64offset') texts = offsets(bytes ?? Buffer.from(value));
  }
  return texts;
};

const holds = (
  found: string | number | null | undefined,
  value: Value,
  modifiers: readonly string[],
  event: SigmaEvent,
): boolean => {
  const has = (name: string): boolean => modifiers.includes(name);
  if (has('exists')) return (found !== undefined) === value;
  if (value === null) return found === undefined || found === null;
  if (has('fieldref')) {
    const other = event[String(value)];
    return typeof found === 'string' && typeof other === 'string' && found.toLowerCase() === other.toLowerCase();
  }
  if (found === undefined || found === null) return false;
  const text = String(found);
  if (has('re')) {
    const flags = ['i', 'm', 's'].filter(has).join('');
    return new RegExp(String(value), flags).test(text);
  }
  if (has('cidr')) return inNetwork(text, String(value));
  const comparison = ['lt', 'lte', 'gt', 'gte'].find(has);
  if (comparison !== undefined) {
    if (!/^-?\d+(?:\.\d*)?$/.test(text)) return false;
    const [a, b] = [Number(text), Number(value)];
    return comparison === 'lt' ? a < b : comparison === 'lte' ? a <= b : comparison === 'gt' ? a > b : a >= b;
  }
  const encoded = modifiers.some((name) => name.startsWith('base64'))
    ? encodings(String(value), modifiers)
    : [String(value)];
  return encoded.some((form) => {
    const start = has('contains') || has('endswith') ? '[\\s\\S]*' : '';
    const end = has('contains') || has('startswith') ? '[\\s\\S]*' : '';
    return wildcardExpression(form, [start, end], has('cased'), has('windash')).test(text);
  });
};

const ofMap = (map: Readonly<Record<string, Value | Value[]>>, event: SigmaEvent): boolean =>
  Object.entries(map).every(([key, item]) => {
    const [field = '', ...modifiers] = key.split('|');
    const values = Array.isArray(item) ? item : [item];
    const one = (value: Value): boolean =>
      field === ''
        ? Object.values(event).some((found) => holds(found, value, ['contains', ...modifiers], event))
        : holds(event[field], value, modifiers, event);
    const result = modifiers.includes('all') ? values.every(one) : values.some(one);
    return result !== modifiers.includes('neq');
  });

const ofIdentifier = (identifier: unknown, event: SigmaEvent): boolean => {
  if (Array.isArray(identifier)) return identifier.some((item) => ofIdentifier(item, event));
  if (typeof identifier === 'object' && identifier !== null) return ofMap(identifier as Record<string, Value>, event);
  return Object.values(event).some((found) => holds(found, String(identifier), ['contains'], event));
};

/** Whether the event is one that the detection section of a Sigma rule describes: by the specification, value by value. */
export const sigmaHolds = (detection: Readonly<Record<string, unknown>>, event: SigmaEvent): boolean => {
  const conditions = [detection.condition].flat().map(String);
  const names = Object.keys(detection).filter((name) => name !== 'condition' && name !== 'timeframe');
  return conditions.some((condition) => {
    const tokens = condition.match(/[()]|[^\s()]+/g) ?? [];
    const or = (): boolean => {
      let value = and();
      while (tokens[0] === 'or') {
        tokens.shift();
        const right = and();
        value = value || right;
      }
      return value;
    };
    const and = (): boolean => {
      let value = unary();
      while (tokens[0] === 'and') {
        tokens.shift();
        const right = unary();
        value = value && right;
      }
      return value;
    };
    const unary = (): boolean => {
      const token = tokens.shift() ?? '';
      if (token === 'not') return !unary();
      if (token === '(') {
        const value = or();
        tokens.shift();
        return value;
      }
      if (tokens[0] !== 'of') return ofIdentifier(detection[token], event);
      tokens.shift();
      const pattern = tokens.shift() ?? '';
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      const wanted = names.filter((name) => (pattern === 'them' ? !name.startsWith('_') : expression.test(name)));
      const results = wanted.map((name) => ofIdentifier(detection[name], event));
      return token === 'all' ? results.every(Boolean) : results.some(Boolean);
    };
    return or();
  });
};
