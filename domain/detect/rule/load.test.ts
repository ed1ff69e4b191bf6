import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { rulesetOf, sessionOf, skippedOf } from '../../../test/support/ruleset.ts';
import { compileRuleset } from '../ruleset.ts';

const group = (rules: string): string => `<group name="test,">${rules}</group>`;
const rule = (id: number, level: number, inner: string, attributes = ''): string =>
  `<rule id="${id}" level="${level}" ${attributes}>${inner}<description>rule ${id}</description></rule>`;
const matchedBy = (rules: string, log: string): string | undefined =>
  sessionOf(rulesetOf({ rules: group(rules) }))(log).rule?.id;

describe('the rule tree', () => {
  it('tries siblings by descending level, ties in load order, level 0 first, accuracy 0 last', () => {
    const match = '<match>x</match>';
    expect(matchedBy(rule(101, 3, match) + rule(102, 7, match) + rule(103, 7, match), 'x')).toBe('102');
    expect(matchedBy(rule(101, 12, match) + rule(102, 0, match), 'x')).toBe('102');
    expect(matchedBy(rule(101, 12, match, 'accuracy="0"') + rule(102, 3, match), 'x')).toBe('102');
    expect(matchedBy(rule(101, 12, match, 'accuracy="0"') + rule(102, 3, '<match>y</match>'), 'x')).toBe('101');
  });

  it('goes depth first; noalert yields nothing and lets siblings continue', () => {
    const rules =
      rule(101, 9, '<match>x</match>', 'noalert="1"') +
      rule(102, 3, '<if_sid>101</if_sid><match>y</match>') +
      rule(103, 5, '<match>x</match>');
    expect(matchedBy(rules, 'x y')).toBe('102');
    expect(matchedBy(rules, 'x')).toBe('103');
  });

  it('places rules under if_sid, if_level and if_group; only under rules loaded before', () => {
    const bases =
      rule(101, 3, '<match>a</match><group>alpha,</group>') +
      rule(102, 6, '<match>b</match><group>beta,</group>') +
      rule(103, 0, '<match>c</match>');
    expect(matchedBy(bases + rule(110, 4, '<if_sid>101, 103</if_sid><match>z</match>'), 'c z')).toBe('110');
    expect(matchedBy(bases + rule(110, 4, '<if_level>6</if_level><match>z</match>'), 'b z')).toBe('110');
    expect(matchedBy(bases + rule(110, 4, '<if_level>6</if_level><match>z</match>'), 'c z')).toBe('110');
    expect(matchedBy(bases + rule(110, 4, '<if_level>6</if_level><match>z</match>'), 'a z')).toBe('101');
    expect(matchedBy(bases + rule(110, 4, '<if_group>beta|gamma</if_group><match>z</match>'), 'b z')).toBe('110');
    expect(matchedBy(bases + rule(110, 4, '<if_group>^test,alpha</if_group><match>z</match>'), 'a z')).toBe('110');
    expect(skippedOf(rulesetOf({ rules: group(rule(1001, 3, '<if_sid>1002</if_sid>') + rule(1002, 3, '')) }))).toEqual([
      '1 1001: no rule of <if_sid> 1002 is loaded before it',
    ]);
  });

  it('selects the root by the type of the decoder', () => {
    const decoders = '<decoder name="w"><prematch>^web</prematch><type>web-log</type></decoder>';
    const rules = group(
      rule(4, 0, '<category>web-log</category>', 'noalert="1"') +
        rule(101, 3, '<category>web-log</category><match>x</match>') +
        rule(102, 4, '<match>x</match>'),
    );
    const evaluate = sessionOf(rulesetOf({ decoders, rules }));
    expect(evaluate('web x').rule?.id).toBe('101');
    expect(evaluate('sys x').rule?.id).toBe('102');
  });

  it('joins repeated texts; the last type wins; groups follow the group of the file', () => {
    const rules = group(
      `${rule(101, 3, '<match>ab</match><match type="pcre2">c+$</match><group>one,</group><group>two</group>')}`,
    );
    const evaluate = sessionOf(rulesetOf({ rules }));
    expect(evaluate('xabccc').rule).toMatchObject({ id: '101', groups: ['test', 'one', 'two'] });
    expect(evaluate('abc c x').rule).toBeUndefined();
  });

  it('overwrite replaces what a rule says and keeps its place and children', () => {
    const rules =
      rule(101, 3, '<match>a</match>') +
      rule(102, 5, '<if_sid>101</if_sid><match>z</match>') +
      rule(103, 4, '<match>b</match>') +
      rule(101, 9, '<match>b</match><group>new,</group>', 'overwrite="yes"');
    expect(matchedBy(rules, 'b z')).toBe('103');
    expect(matchedBy(rules, 'a')).toBeUndefined();
    const evaluate = sessionOf(rulesetOf({ rules: group(rules.replace(/<rule id="103".*?<\/rule>/, '')) }));
    expect(evaluate('b').rule).toMatchObject({ id: '101', level: 9, groups: ['test', 'new'] });
    expect(evaluate('b z').rule?.id).toBe('102');
  });

  it('reads files in the order of their base names', () => {
    const files = {
      decoders: [],
      lists: [],
      rules: [
        { name: 'rules/z.xml', text: group(rule(101, 3, '<match>x</match>')) },
        { name: 'overrides/a.xml', text: group(rule(102, 3, '<match>x</match>')) },
      ],
    };
    const ruleset = compileRuleset(files, nodeHasher);
    expect(sessionOf(ruleset)('x').rule?.id).toBe('102');
    expect(ruleset.version).toMatch(/^[0-9a-f]{64}$/);
    expect(compileRuleset({ ...files, rules: files.rules.toReversed() }, nodeHasher).version).toBe(ruleset.version);
  });

  it('says of each thing that it does not load where it is and why', () => {
    const ruleset = rulesetOf({
      rules: `<group name="a,">
${rule(101, 3, '')}
${rule(101, 4, '')}
${rule(102, 17, '')}
<rule id="1234567" level="3"></rule>
${rule(103, 3, '<if_sid>x1</if_sid>')}
${rule(104, 3, '<decoded_as>nothing</decoded_as>')}
${rule(105, 3, '<field name="srcip">x</field>')}
${rule(106, 3, '<list field="srcip">etc/lists/none</list>')}
${rule(107, 3, '<frobnicate>x</frobnicate>')}
${rule(108, 3, '<match type="glob">x</match>')}
${rule(109, 3, '<regex>(a</regex>')}
${rule(110, 3, '<if_matched_sid>101</if_matched_sid>', 'frequency="1"')}
<thing/>
</group>
<other/>`,
    });
    expect(skippedOf(ruleset)).toEqual([
      '3 101: the id is taken by rules/rules.xml line 2; overwrite="yes" would replace it',
      '4 102: level must be 0 to 16',
      '5 1234567: a rule needs an id of one to six digits',
      '6 103: <if_sid> "x1" may hold rule ids, commas and spaces only',
      '7 104: <decoded_as> "nothing" is no loaded decoder',
      '8 105: <field name="srcip"> is a static field: write <srcip> instead',
      '9 106: the list "etc/lists/none" is not loaded',
      '10 107: <frobnicate> in line 10 is not an element of rules',
      '11 108: <match> has the unknown type "glob"',
      '12 109: <regex>: OS_Regex: an opening parenthesis without a closing one',
      '13 110: frequency must be 2 to 9999',
      '14 thing: a group holds <rule> only',
      '16 other: a rules file holds <group> and <var> only',
    ]);
    expect(ruleset.report.loaded).toEqual({ files: 2, decoders: 0, rules: 1, lists: 0 });
  });

  it('a malformed file is skipped whole', () => {
    const ruleset = rulesetOf({ rules: '<group name="a,">\n<rule id="101" level="3">\n</group>' });
    expect(skippedOf(ruleset)).toEqual(['3 rules/rules.xml: </group> where </rule> of line 2 was expected']);
  });
});
