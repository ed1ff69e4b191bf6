import type { RuleLiteral } from './literal.ts';
import type { RuleNode } from './rule-node.ts';

/** What the rule that alerts says, besides its conditions. */
export type Alerting = {
  readonly level: number;
  readonly description: string;
  readonly groups: readonly string[];
  readonly mitre: readonly string[];
};

/** What a stateful rule counts. */
export type Counting = {
  readonly frequency: number;
  readonly timeframe: number;
  readonly matched: number;
  /** Elements such as `<same_field>user_id</same_field>`. */
  readonly comparisons: readonly string[];
};

const fieldOf = ({ kind, name, pattern, negated }: RuleLiteral, log: string): string => {
  const negation = negated ? ' negate="yes"' : '';
  if (kind === 'address') return `<${name}${negation}>${pattern}</${name}>`;
  if (kind === 'field') return `<field name="${name}" type="pcre2"${negation}>${pattern}</field>`;
  const element = kind === 'log' ? log : name;
  return `<${element} type="pcre2"${negation}>${pattern}</${element}>`;
};

const conditionLines = (conditions: readonly RuleLiteral[]): readonly string[] => {
  let logs = 0;
  return conditions.map((literal) => fieldOf(literal, literal.kind === 'log' && logs++ === 0 ? 'regex' : 'match'));
};

const element = (attributes: string, lines: readonly string[]): string =>
  [`  <rule ${attributes}>`, ...lines.map((line) => `    ${line}`), '  </rule>'].join('\n');

const alertLines = ({ groups, mitre, description }: Alerting): readonly string[] => [
  ...(groups.length === 0 ? [] : [`<group>${groups.join(',')},</group>`]),
  ...(mitre.length === 0 ? [] : [`<mitre>${mitre.map((id) => `<id>${id}</id>`).join('')}</mitre>`]),
  `<description>${description}</description>`,
];

/** A rule of the format: the last one alerts, those on the way to it only decide. */
export const printNode = ({ id, parents, decoder, conditions }: RuleNode, alerting: Alerting, last: boolean): string =>
  element(`id="${id}" level="${alerting.level}"${last ? '' : ' noalert="1"'}`, [
    ...(parents.length > 0
      ? [`<if_sid>${parents.join(', ')}</if_sid>`]
      : [`<decoded_as>${decoder ?? ''}</decoded_as>`]),
    ...conditionLines(conditions),
    ...(last ? alertLines(alerting) : [`<description>Part of ${alerting.description}</description>`]),
  ]);

/** A rule that counts alerts of another; `trigger`: another rule whose event completes it. */
export const printCounting = (
  id: number,
  counting: Counting,
  trigger: number | undefined,
  alerting: Alerting,
): string =>
  element(`id="${id}" level="${alerting.level}" frequency="${counting.frequency}" timeframe="${counting.timeframe}"`, [
    ...(trigger === undefined ? [] : [`<if_sid>${trigger}</if_sid>`]),
    `<if_matched_sid>${counting.matched}</if_matched_sid>`,
    ...counting.comparisons,
    ...alertLines(alerting),
  ]);

/** A comment; its lines must hold neither `<` nor `>`. */
export const printComment = (lines: readonly string[]): string =>
  `  <!--\n${lines.map((line) => `    ${line}`).join('\n')}\n  -->`;
