import { fail, ok, type Result } from '../../model/result.ts';
import { type AddressRange, parseAddress, rangeOf } from '../address.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Condition } from './condition.ts';
import { isYes } from './condition-text.ts';

type Entry = { readonly range: AddressRange; readonly negated: boolean };

const entryOf = (text: string, negated: boolean): Result<Entry, string> => {
  const inverted = text.startsWith('!');
  const range = rangeOf(inverted ? text.slice(1).trim() : text);
  if (range === undefined) return fail(`"${text}" is neither an address nor a network`);
  return ok({ range, negated: inverted !== negated });
};

/** `srcip` and `dstip`: one of the addresses or networks, and none of those with `!`. */
export const addressCondition = (rule: XmlElement, name: 'srcip' | 'dstip'): Result<Condition | undefined, string> => {
  const entries: Entry[] = [];
  for (const element of rule.children.filter((child) => child.name === name)) {
    const entry = entryOf(element.text.trim(), isYes(element.attributes.get('negate')));
    if (!entry.ok) return fail(`<${name}>: ${entry.error}`);
    entries.push(entry.value);
  }
  if (entries.length === 0) return ok(undefined);
  const wanted = entries.filter((entry) => !entry.negated).map(({ range }) => range);
  const unwanted = entries.filter((entry) => entry.negated).map(({ range }) => range);
  return ok((event) => {
    const address = parseAddress(event.fields.statics[name] ?? '');
    if (address === undefined) return false;
    if (unwanted.some((range) => range.contains(address))) return false;
    return wanted.length === 0 || wanted.some((range) => range.contains(address));
  });
};
