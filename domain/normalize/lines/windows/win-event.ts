import { isObject, type JsonObject } from '../../values/json.ts';

/** A Windows event as rules see it: Wazuh's names, all values strings. */
export type WinEvent = JsonObject & { win: { system: WinPart; eventdata: WinPart } };
export type WinPart = Record<string, string>;

export const newWinEvent = (): WinEvent => ({ win: { system: {}, eventdata: {} } });

/** Puts a value as a string; `-`, `(NULL)`, empty and null are dropped, lists are joined by ", ". */
export const putValue = (part: WinPart, name: string, value: unknown): void => {
  if (typeof value === 'string') {
    if (value !== '' && value !== '-' && value !== '(NULL)') part[name] = value;
  } else if (typeof value === 'number' || typeof value === 'boolean') part[name] = String(value);
  else if (Array.isArray(value)) putValue(part, name, value.map(plain).filter(isKept).join(', '));
  else if (isObject(value)) putValue(part, name, '#text' in value ? value['#text'] : JSON.stringify(value));
};

const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : isObject(value) && '#text' in value
      ? plain(value['#text'])
      : JSON.stringify(value);
const isKept = (value: string): boolean => value !== '' && value !== '-' && value !== '(NULL)' && value !== 'null';

const NAMES_KEPT = 4000;
const names = new Map<string, string>();

/** The name with its first letter lower-cased. Remembers a bounded number of names, since lines repeat them. */
export const lowerFirst = (name: string): string => {
  const known = names.get(name);
  if (known !== undefined) return known;
  const lowered = name.charAt(0).toLowerCase() + name.slice(1);
  if (names.size < NAMES_KEPT && name.length <= 64) names.set(name, lowered);
  return lowered;
};

/** Puts all members of an event data object. */
export const putEventData = (part: WinPart, data: JsonObject): void => {
  for (const name in data) putValue(part, lowerFirst(name), data[name]);
};
