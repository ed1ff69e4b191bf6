import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf, skippedOf } from '../../../test/support/ruleset.ts';
import type { CompiledRuleset } from '../ruleset.ts';

const rule = (id: number, level: number, inner: string, attributes = ''): string =>
  `<rule id="${id}" level="${level}" ${attributes}>${inner}<description>d</description></rule>`;
const rulesOf = (...rules: readonly string[]): CompiledRuleset =>
  rulesetOf({ rules: `<group name="t,">${rules.join('\n')}</group>` });
const idsOf = (ruleset: CompiledRuleset, logs: readonly string[]): (string | undefined)[] => {
  const evaluate = sessionOf(ruleset);
  return logs.map((log) => evaluate(log).rule?.id);
};
const warnings = ({ report }: CompiledRuleset): readonly string[] =>
  report.entries.flatMap(({ outcome, name, reason }) => (outcome === 'warning' ? [`${name}: ${reason}`] : []));

describe('where a rule stands (section 5)', () => {
  it('if_sid comes before if_level, and what if_matched_sid implies before if_level, too', () => {
    const bases = [rule(101, 3, '<match>a</match>'), rule(102, 9, '<match>b</match>')];
    const both = rulesOf(...bases, rule(110, 4, '<if_sid>101</if_sid><if_level>9</if_level>'));
    expect(idsOf(both, ['a', 'b'])).toEqual(['110', '102']);
    const implied = rulesOf(...bases, rule(110, 4, '<if_matched_sid>101</if_matched_sid><if_level>9</if_level>'));
    expect(idsOf(implied, ['a', 'a', 'b'])).toEqual(['101', '110', '102']);
  });

  it('if_level holds for rules of level 0, if_group for a text anywhere in the groups', () => {
    const bases = [rule(101, 0, '<match>a</match><group>web,attack,</group>'), rule(102, 2, '<match>b</match>')];
    expect(idsOf(rulesOf(...bases, rule(110, 4, '<if_level>3</if_level>')), ['a', 'b'])).toEqual(['110', '102']);
    const inGroup = (text: string) =>
      idsOf(rulesOf(...bases, rule(110, 4, `<if_group>${text}</if_group><match>a</match>`)), ['a']);
    for (const text of ['attack', 'ATT', 'none|web', '^t,web', 'b,att']) expect(inGroup(text)).toEqual(['110']);
    for (const text of ['^web', 'attack$', '!none']) expect(inGroup(text)).toEqual(['101']);
  });

  it('missing ids of if_sid are left out; other characters drop the rule', () => {
    const base = rule(101, 3, '<match>a</match>');
    expect(idsOf(rulesOf(base, rule(110, 4, '<if_sid>7, 101 9</if_sid>')), ['a'])).toEqual(['110']);
    for (const text of ['101;102', '101\n', '101-103', 'x101']) {
      expect(skippedOf(rulesOf(base, rule(110, 4, `<if_sid>${text}</if_sid>`)))).toHaveLength(1);
    }
  });

  it('an unknown category drops the rule; the groups lose their newlines only', () => {
    expect(skippedOf(rulesOf(rule(101, 3, '<category>web</category>')))).toEqual([
      '1 101: <category> "web" is unknown',
    ]);
    const ruleset = rulesOf(rule(101, 3, '<match>a</match><group>\n x y,\nz</group>'));
    expect(ruleset.rules.get('101')?.body.groupText).toBe('t, x y,z');
  });

  it('decoders of the manager itself need no file, others do', () => {
    for (const name of ['windows_eventchannel', 'syscheck_integrity_changed', 'syscheck_registry_key_added', 'sca']) {
      expect(skippedOf(rulesOf(rule(101, 3, `<decoded_as>${name}</decoded_as>`)))).toEqual([]);
    }
    expect(skippedOf(rulesOf(rule(101, 3, '<decoded_as>foo</decoded_as>')))).toHaveLength(1);
  });

  it('stands under each rule that is there, once a node', () => {
    const ruleset = rulesOf(
      rule(101, 0, '<match>a</match>'),
      rule(102, 0, '<match>b</match>'),
      rule(103, 3, '<if_sid>101, 102</if_sid>'),
      rule(104, 4, '<if_sid>103, 102</if_sid>'),
    );
    expect(ruleset.rules.get('103')?.nodes).toBe(2);
    expect(ruleset.rules.get('104')?.nodes).toBe(3);
  });
});

describe('overwrite', () => {
  it('gives a composite rule a new frequency and keeps what it counts, also where it is not repeated', () => {
    const ruleset = rulesOf(
      rule(101, 3, '<match>a</match>'),
      rule(102, 9, '<if_matched_sid>101</if_matched_sid>', 'frequency="9"'),
      rule(102, 10, '<same_srcip />', 'frequency="2" overwrite="yes"'),
      rule(102, 10, '', 'frequency="3" timeframe="60" overwrite="yes"'),
    );
    expect(idsOf(ruleset, ['a', 'a', 'a'])).toEqual(['101', '101', '102']);
    expect(warnings(ruleset)).toEqual([]);
  });

  it('keeps the place among siblings and warns where another place is written', () => {
    const ruleset = rulesOf(
      rule(101, 3, '<match>x</match>'),
      rule(102, 5, '<match>x</match>'),
      rule(101, 12, '<if_sid>102</if_sid><match>x</match>', 'overwrite="yes"'),
    );
    expect(idsOf(ruleset, ['x'])).toEqual(['102']);
    expect(warnings(ruleset)).toEqual([
      '101: overwrite keeps where the rule stands and what it counts (the root), not <if_sid>102',
    ]);
  });

  it('of an unknown id is an ordinary rule', () => {
    expect(idsOf(rulesOf(rule(101, 3, '<match>x</match>', 'overwrite="yes"')), ['x'])).toEqual(['101']);
  });
});

describe('what has no effect', () => {
  it('is said', () => {
    const ruleset = rulesOf(
      rule(101, 3, '<match>a</match>', 'frequency="3" colour="red"'),
      rule(102, 3, '<srcgeoip>DE</srcgeoip>'),
      rule(103, 3, '<match>a</match><check_if_ignored>srcip</check_if_ignored><options>no_log</options>'),
    );
    expect(warnings(ruleset)).toEqual([
      '101: frequency has no effect without <if_matched_…>',
      '101: the attribute colour has no effect',
      '102: places of addresses are not known here: the rule never matches',
      '103: <ignore> and <check_if_ignored> have no effect',
    ]);
    expect(idsOf(ruleset, ['a', 'b'])).toEqual(['101', undefined]);
  });

  it('the last occurrence of a repeated element decides its type, also by absence', () => {
    const ruleset = rulesOf(rule(101, 3, '<regex type="pcre2" negate="yes">A</regex><regex>\\d</regex>'));
    expect(idsOf(ruleset, ['a1', 'b1'])).toEqual(['101', undefined]);
  });
});
