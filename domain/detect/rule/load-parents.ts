import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import { DECODER_TYPES } from '../decode/decoder.ts';
import { osMatch } from '../pattern/os-match.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';
import type { Rule } from './rule.ts';

/** The rules loaded so far. */
export type LoadedRules = {
  readonly byId: ReadonlyMap<string, Rule>;
  readonly inOrder: readonly Rule[];
  readonly rootOf: (category: string) => Rule;
};

/** `written`: the parents are named by the rule itself, not implied by `if_matched_…` or the category. */
export type Parents = { readonly rules: readonly Rule[]; readonly written: boolean };

const bySid = (text: string, rules: LoadedRules): Result<readonly Rule[], string> => {
  if (!/^[\d, ]+$/.test(text)) return fail(`<if_sid> "${text.trim()}" may hold rule ids, commas and spaces only`);
  const ids = text.split(/[ ,]+/).filter((id) => id !== '');
  const found = ids.map((id) => rules.byId.get(String(Number(id)))).filter((rule) => rule !== undefined);
  return found.length > 0 ? ok([...new Set(found)]) : fail(`no rule of <if_sid> ${text.trim()} is loaded before it`);
};

/** OS_WordMatch: alternatives at `|`, `^` for a prefix, otherwise anywhere. */
const wordMatch = (pattern: string): ((text: string) => boolean) => {
  const words = lowerCaseOf(pattern).split('|');
  return (text) => {
    const lower = lowerCaseOf(text);
    return words.some((word) => (word.startsWith('^') ? lower.startsWith(word.slice(1)) : lower.includes(word)));
  };
};

/** OS_Match, which is how composite rules find what they count. */
const groupMatch = (pattern: string): ((text: string) => boolean) => {
  const matcher = osMatch(pattern);
  return (text) => matcher.test(text, { tripped: false });
};

const byGroup = (
  text: string,
  rules: LoadedRules,
  name: string,
  matches: (groups: string) => boolean,
): Result<readonly Rule[], string> => {
  const found = rules.inOrder.filter((rule) => matches(rule.body.groupText));
  return found.length > 0 ? ok(found) : fail(`no rule loaded before it has the group of <${name}> "${text}"`);
};

const written = (rules: Result<readonly Rule[], string>, isWritten: boolean): Result<Parents, string> =>
  rules.ok ? ok({ rules: rules.value, written: isWritten }) : rules;

/** The category, which selects the root. */
export const categoryOf = (element: XmlElement): Result<string, string> => {
  const text = joinedText(element, 'category')?.trim() ?? 'syslog';
  const type = DECODER_TYPES.find((known) => known === lowerCaseOf(text));
  return type === undefined ? fail(`<category> "${text}" is unknown`) : ok(type);
};

/** Under which rules a rule stands: exactly one of if_sid, if_level, if_group, what is implied, the category's root. */
export const parentsOf = (element: XmlElement, rules: LoadedRules): Result<Parents, string> => {
  const sid = joinedText(element, 'if_sid');
  if (sid !== undefined) return written(bySid(sid, rules), true);
  const group = joinedText(element, 'if_group');
  const matchedSid = joinedText(element, 'if_matched_sid');
  if (matchedSid !== undefined && group === undefined) return written(bySid(matchedSid, rules), false);
  const level = joinedText(element, 'if_level')?.trim();
  if (level !== undefined) {
    if (!/^\d{1,2}$/.test(level)) return fail('<if_level> needs a number');
    const found = rules.inOrder.filter(({ body }) => body.level >= Number(level) || body.level === 0);
    return found.length > 0
      ? ok({ rules: found, written: true })
      : fail(`no rule of level ${level} is loaded before it`);
  }
  if (group !== undefined) return written(byGroup(group, rules, 'if_group', wordMatch(group)), true);
  const matchedGroup = joinedText(element, 'if_matched_group');
  if (matchedGroup !== undefined) {
    return written(byGroup(matchedGroup, rules, 'if_matched_group', groupMatch(matchedGroup)), false);
  }
  const category = categoryOf(element);
  return category.ok ? ok({ rules: [rules.rootOf(category.value)], written: false }) : category;
};
