import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf } from '../../test/support/ruleset.ts';
import { parseXml } from './xml/parse.ts';

const NAMES = [
  'match',
  'regex',
  'if_sid',
  'if_level',
  'if_group',
  'if_matched_sid',
  'if_matched_group',
  'field',
  'list',
];
const MORE = [
  'srcip',
  'time',
  'weekday',
  'group',
  'same_field',
  'not_same_field',
  'action',
  'category',
  'mitre',
  'nothing',
];
const TEXTS = [
  'a',
  '\\d+',
  '^a|b$',
  '101',
  '10',
  't',
  '(a',
  '10.0.0.0/8',
  '!1.2.3.4',
  '6 pm - 8 am',
  'weekdays',
  '\\q',
  '$X',
  '',
];

const element = fc
  .tuple(
    fc.constantFrom(...NAMES, ...MORE),
    fc.constantFrom(...TEXTS),
    fc.constantFrom('', ' type="pcre2"', ' negate="yes"', ' name="k"'),
  )
  .map(([name, text, attribute]) => `<${name}${attribute}>${text}</${name}>`);
const rule = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 16 }),
    fc.array(element, { maxLength: 4 }),
    fc.boolean(),
  )
  .map(
    ([id, level, inner, again]) =>
      `<rule id="${100 + id}" level="${level}"${again ? ' overwrite="yes"' : ''}>${inner.join('')}</rule>`,
  );
const decoder = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('', '<parent>a</parent>', '<program_name>p</program_name>'),
    fc.array(element, { maxLength: 2 }),
  )
  .map(
    ([name, first, inner]) =>
      `<decoder name="${name}">${first}<prematch>^.</prematch>${inner.join('')}<order>k</order></decoder>`,
  );
const lines = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'Feb 18 10:30:45 h p[1]: a 1',
    '{"k":"a","srcip":"10.0.0.1"}',
    '[Time x] [Message ',
    '{"Event":"<Event>"}',
    '',
  ),
);

describe('hostile rulesets and lines', () => {
  it('any text parses or is refused with a line and a reason', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<!--',
      '-->',
      '<a>',
      '</a>',
      '<a x="',
      '"',
      '\\<',
      '<?',
      'text',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          const parsed = parseXml(text);
          if (!parsed.ok) expect(parsed.error.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('any ruleset compiles, tells of all that it left out, and evaluates any line', () => {
    fc.assert(
      fc.property(
        fc.array(decoder, { maxLength: 4 }),
        fc.array(rule, { maxLength: 8 }),
        fc.array(lines, { maxLength: 4 }),
        (decoders, rules, logs) => {
          const ruleset = rulesetOf({
            decoders: decoders.join('\n'),
            rules: `<group name="t,">${rules.join('\n')}</group>`,
          });
          const told = ruleset.report.entries.filter(({ kind, outcome }) => kind === 'rule' && outcome !== 'warning');
          expect(told).toHaveLength(rules.length);
          for (const { outcome, reason } of told) if (outcome === 'skipped') expect(reason).not.toBe('');
          const evaluate = sessionOf(ruleset);
          for (const log of logs) expect(evaluate(log).errors).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('rules that stand in very many places are tried once, and again only if they can match', () => {
    const silent = Array.from(
      { length: 24 },
      (_, index) => `<rule id="${200 + index}" level="3" noalert="1"><if_level>1</if_level><match>x</match></rule>`,
    );
    const rules = `<group name="t,"><rule id="101" level="3"><match>x</match></rule>${silent.join('')}</group>`;
    const ruleset = rulesetOf({ rules });
    expect(ruleset.rules.get('223')?.nodes).toBe(2 ** 23);
    expect(sessionOf(ruleset)('x').rule?.id).toBe('101');
  });

  it('thousands of siblings are found by what they require', () => {
    const rules = Array.from(
      { length: 3_000 },
      (_, index) => `<rule id="${1000 + index}" level="3"><if_group>base</if_group><match>word${index};</match></rule>`,
    );
    const base = '<rule id="101" level="1"><match>word</match><group>base,</group></rule>';
    const evaluate = sessionOf(rulesetOf({ rules: `<group name="t,">${base}${rules.join('')}</group>` }));
    expect(evaluate('a word2999; b').rule?.id).toBe('3999');
    expect(evaluate('a word17; WORD2999;').rule?.id).toBe('1017');
    expect(evaluate('word').rule?.id).toBe('101');
  });

  it('what is compiled does not change while lines are evaluated', () => {
    const ruleset = rulesetOf({ rules: '<group name="t,"><rule id="101" level="3"><match>x</match></rule></group>' });
    expect(Object.isFrozen(ruleset)).toBe(true);
    const first = sessionOf(ruleset)('x');
    for (const log of ['y', '{"a":1}', 'x']) sessionOf(ruleset)(log);
    expect(sessionOf(ruleset)('x').rule).toEqual(first.rule);
  });
});
