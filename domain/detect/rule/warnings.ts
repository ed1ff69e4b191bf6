import type { XmlElement } from '../xml/element.ts';
import { joinedText } from '../xml/load.ts';
import { GEOGRAPHIC, INERT, isKnownAttribute } from './elements.ts';
import type { Rule } from './rule.ts';

const PLACING = ['if_sid', 'if_level', 'if_group', 'if_matched_sid', 'if_matched_group', 'if_matched_regex'];

/** The elements that decide where a rule stands and what it counts; empty where there is none. */
export const placementOf = (element: XmlElement): string =>
  PLACING.flatMap((name) => {
    const text = joinedText(element, name)?.trim();
    return text === undefined ? [] : [`<${name}>${text}`];
  }).join(' ');

/** What of a rule that was loaded has no effect. `replaced`: the rule that it overwrites. */
export const warningsOf = (element: XmlElement, replaced: Rule | undefined): readonly string[] => {
  const has = (names: ReadonlySet<string>): boolean => element.children.some(({ name }) => names.has(name));
  const counts = element.children.some(({ name }) => name.startsWith('if_matched_'));
  const unknown = [...element.attributes.keys()].find((name) => !isKnownAttribute(name));
  const placement = placementOf(element);
  const found: (string | false)[] = [
    element.attributes.has('frequency') && !counts && replaced === undefined
      ? 'frequency has no effect without <if_matched_…>'
      : false,
    has(INERT) && '<ignore> and <check_if_ignored> have no effect',
    has(GEOGRAPHIC) && 'places of addresses are not known here: the rule never matches',
    element.children.filter(({ name }) => name === 'list').length > 2 && 'only the last two <list> have an effect',
    joinedText(element, 'description') === undefined && 'the rule has no <description>',
    unknown !== undefined && `the attribute ${unknown} has no effect`,
    replaced !== undefined && placement !== '' && placement !== replaced.placement
      ? `overwrite keeps where the rule stands and what it counts (${replaced.placement || 'the root'}), not ${placement}`
      : false,
  ];
  return found.filter((text) => text !== false);
};
