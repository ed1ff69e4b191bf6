import { fail, ok, type Result } from '../../model/result.ts';
import { textOf } from '../bytes.ts';
import type { Counted } from '../composite/composite.ts';
import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';
import { isKnownElement } from './elements.ts';
import { compositeOf } from './load-composite.ts';
import { conditionsOf, isOne, type RuleContext } from './load-conditions.ts';
import type { RuleBody } from './rule.ts';

/** The id of a `<rule>`: up to six digits, without leading zeros. */
export const ruleIdOf = (element: XmlElement): Result<string, string> => {
  const id = element.attributes.get('id')?.trim() ?? '';
  return /^\d{1,6}$/.test(id) ? ok(String(Number(id))) : fail('a rule needs an id of one to six digits');
};

const numberOf = (element: XmlElement, name: string, maximum: number): Result<number | undefined, string> => {
  const text = element.attributes.get(name)?.trim();
  if (text === undefined) return ok(undefined);
  return /^\d{1,6}$/.test(text) && Number(text) <= maximum ? ok(Number(text)) : fail(`${name} must be 0 to ${maximum}`);
};

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => textOf(item.trim()))
    .filter((item) => item !== '');

const mitreOf = (element: XmlElement): readonly string[] => [
  ...new Set(
    element.children
      .filter(({ name }) => name === 'mitre')
      .flatMap(({ children }) => children.filter(({ name }) => name === 'id').map(({ text }) => text.trim())),
  ),
];

/**
 * Everything of a rule that `overwrite` may replace; an error says why the rule is skipped. `replaced`: what the rule
 * counted that this one overwrites, and goes on to count.
 */
export const ruleBodyOf = (
  element: XmlElement,
  id: string,
  groupName: string,
  pure: boolean,
  replaced: Counted | undefined,
  context: RuleContext,
): Result<RuleBody, string> => {
  const unknown = element.children.find(({ name }) => !isKnownElement(name));
  if (unknown !== undefined) return fail(`<${unknown.name}> in line ${unknown.line} is not an element of rules`);
  const level = numberOf(element, 'level', 16);
  if (!level.ok) return level;
  if (level.value === undefined) return fail('a rule needs a level of 0 to 16');
  const ignore = numberOf(element, 'ignore', 999_999);
  if (!ignore.ok) return ignore;
  const conditions = conditionsOf(element, id, context);
  if (!conditions.ok) return conditions;
  const composite = compositeOf(element, context.table, pure, replaced);
  if (!composite.ok) return composite;
  const groupText = (groupName + (joinedText(element, 'group') ?? '')).replace(/[\r\n]/g, '');
  return ok({
    level: level.value,
    noAlert: isOne(element.attributes.get('noalert')),
    ignoreSeconds: ignore.value ?? 0,
    ...conditions.value,
    composite: composite.value,
    description: joinedText(element, 'description') ?? '',
    groupText,
    groups: listOf(groupText),
    mitre: mitreOf(element),
  });
};
