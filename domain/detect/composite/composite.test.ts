import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf } from '../../../test/support/ruleset.ts';

const DECODERS = '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>';
const rule = (id: number, level: number, inner: string, attributes = ''): string =>
  `<rule id="${id}" level="${level}" ${attributes}>${inner}</rule>`;
const FAILED = rule(101, 5, '<match>failed</match><group>failures,</group>');
const rulesOf = (...rules: string[]) =>
  rulesetOf({ decoders: DECODERS, rules: `<group name="t,">${rules.join('')}</group>` });
const idsOf = (evaluate: ReturnType<typeof sessionOf>, logs: readonly unknown[]): (string | undefined)[] =>
  logs.map((log) => evaluate(typeof log === 'string' ? log : JSON.stringify(log)).rule?.id);
const times = <Item>(count: number, item: Item): Item[] => new Array<Item>(count).fill(item);

describe('composite rules', () => {
  it('100 identical lines fire a frequency of 10 ten times, each on the tenth', () => {
    const evaluate = sessionOf(
      rulesOf(FAILED, rule(102, 10, '<if_matched_sid>101</if_matched_sid>', 'frequency="10"')),
    );
    const ids = idsOf(evaluate, times(100, 'failed'));
    expect(ids.filter((id) => id === '102')).toHaveLength(10);
    expect(ids.flatMap((id, index) => (id === '102' ? index + 1 : []))).toEqual([
      10, 20, 30, 40, 50, 60, 70, 80, 90, 100,
    ]);
  });

  it('without a frequency two events suffice', () => {
    const evaluate = sessionOf(rulesOf(FAILED, rule(102, 10, '<if_matched_sid>101</if_matched_sid>')));
    expect(idsOf(evaluate, times(4, 'failed'))).toEqual(['101', '102', '101', '102']);
  });

  it('counts within the timeframe only', () => {
    const ruleset = rulesOf(
      FAILED,
      rule(102, 10, '<if_matched_sid>101</if_matched_sid>', 'frequency="3" timeframe="10"'),
    );
    const evaluate = sessionOf(ruleset);
    const at = (seconds: number) => evaluate('failed', { time: seconds * 1000, id: `0:${seconds}:0` }).rule?.id;
    expect([at(100), at(105), at(111), at(115), at(116)]).toEqual(['101', '101', '101', '102', '101']);
  });

  it('names the counted events and the group', () => {
    const ruleset = rulesOf(
      FAILED,
      rule(102, 10, '<if_matched_sid>101</if_matched_sid><same_field>a.b</same_field><same_srcip />', 'frequency="3"'),
    );
    const evaluate = sessionOf(ruleset);
    const log = JSON.stringify({ m: 'failed', a: { b: 'x' }, srcip: '10.0.0.1' });
    evaluate(log);
    evaluate(log);
    expect(evaluate(log).correlation).toEqual({
      counted: ['0:1:0', '0:2:0'],
      group: [
        { name: 'a.b', value: 'x' },
        { name: 'srcip', value: '10.0.0.1' },
      ],
      kind: 'frequency',
    });
  });

  it.each([
    ['<same_source_ip />', [{ srcip: '1' }, { srcip: '2' }, { srcip: '1' }], '001'],
    ['<same_srcip/>', [{}, {}, {}], '000'],
    ['<same_field>u</same_field>', [{ u: 'a' }, { u: 'A' }, { u: 'a' }], '001'],
    [
      '<same_field>u</same_field><same_field>v</same_field>',
      [
        { u: 'a', v: 1 },
        { u: 'a', v: 2 },
        { u: 'a', v: 1 },
      ],
      '001',
    ],
    ['<same_user />', [{ dstuser: 'x' }, { dstuser: 'x' }, { dstuser: 'y' }], '010'],
    ['<same_location />', [{}, {}, {}], '010'],
    ['<not_same_source_ip />', [{ srcip: '1' }, { srcip: '1' }, { srcip: '2' }], '001'],
    ['<different_srcip />', [{ srcip: '1' }, {}, { srcip: '1' }], '010'],
    ['<not_same_field>u</not_same_field>', [{ u: 'a' }, { u: 'a' }, { u: 'b' }], '001'],
    [
      '<different_field>u</different_field><different_field>v</different_field>',
      [
        { u: 1, v: 1 },
        { u: 2, v: 1 },
        { u: 3, v: 3 },
      ],
      '001',
    ],
    ['<not_same_field>u</not_same_field>', [{}, {}, {}], '010'],
    ['<same_agent /><not_same_agent />', [{}, {}, {}], '010'],
    [
      '<same_id /><not_same_url />',
      [
        { id: 7, url: 'a' },
        { id: 7, url: 'b' },
        { id: 8, url: 'c' },
      ],
      '010',
    ],
  ])('%s', (comparison, events, fired) => {
    const evaluate = sessionOf(rulesOf(FAILED, rule(102, 10, `<if_matched_sid>101</if_matched_sid>${comparison}`)));
    const ids = idsOf(
      evaluate,
      events.map((event) => ({ m: 'failed', ...event })),
    );
    expect(ids.map((id) => (id === '102' ? 1 : 0)).join('')).toBe(fired);
  });

  it('counts per agent unless global_frequency is there', () => {
    const agents = ['001', '002', '001'];
    const run = (inner: string) => {
      const evaluate = sessionOf(rulesOf(FAILED, rule(102, 10, `<if_matched_sid>101</if_matched_sid>${inner}`)));
      return agents.map((id) => evaluate('failed', { agent: { id, name: id } }).rule?.id);
    };
    expect(run('')).toEqual(['101', '101', '102']);
    expect(run('<global_frequency />')).toEqual(['101', '102', '101']);
  });

  it('an event of another kind after those counted: a sequence', () => {
    const evaluate = sessionOf(
      rulesOf(
        FAILED,
        rule(103, 3, '<match>accepted</match>'),
        rule(102, 12, '<if_sid>103</if_sid><if_matched_sid>101</if_matched_sid>', 'frequency="3"'),
      ),
    );
    expect(idsOf(evaluate, ['accepted', 'failed', 'failed'])).toEqual(['103', '101', '101']);
    const fired = evaluate('accepted');
    expect(fired.rule?.id).toBe('102');
    expect(fired.correlation).toMatchObject({ kind: 'sequence', counted: ['0:2:0', '0:3:0'] });
    expect(evaluate('accepted').rule?.id).toBe('103');
  });

  it('counts by group; the triggering event belongs to the composite rule', () => {
    const evaluate = sessionOf(
      rulesOf(
        FAILED,
        rule(104, 6, '<match>wrong</match><group>failures,</group>'),
        rule(102, 10, '<if_matched_group>failures</if_matched_group>', 'frequency="3"'),
        rule(105, 6, '<match>late</match><group>failures,</group>'),
      ),
    );
    expect(idsOf(evaluate, ['failed', 'wrong', 'late', 'failed', 'failed'])).toEqual([
      '101',
      '104',
      '105',
      '102',
      '101',
    ]);
  });

  it('in a group a rule counts as often as it stands in the tree', () => {
    const evaluate = sessionOf(
      rulesOf(
        rule(110, 0, '<match>a</match>'),
        rule(111, 0, '<match>b</match>'),
        rule(112, 5, '<if_sid>110,111</if_sid><group>failures,</group>'),
        rule(102, 10, '<if_matched_group>failures</if_matched_group>', 'frequency="3"'),
      ),
    );
    expect(idsOf(evaluate, ['a', 'b'])).toEqual(['112', '102']);
  });

  it('a rule counted by its id is not counted by its group', () => {
    const evaluate = sessionOf(
      rulesOf(
        FAILED,
        rule(103, 8, '<if_matched_sid>101</if_matched_sid><match>never</match>', 'frequency="2"'),
        rule(102, 10, '<if_matched_group>failures</if_matched_group>', 'frequency="2"'),
      ),
    );
    expect(idsOf(evaluate, times(4, 'failed'))).toEqual(times(4, '101'));
  });

  it('counts earlier logs by a pattern', () => {
    const evaluate = sessionOf(
      rulesOf(
        rule(103, 3, '<match>start</match>'),
        rule(104, 3, '<match>stop</match>'),
        rule(102, 10, '<if_sid>104</if_sid><if_matched_regex>^start \\d</if_matched_regex>'),
      ),
    );
    expect(idsOf(evaluate, ['stop', 'start x', 'stop', 'start 1', 'stop'])).toEqual([
      '104',
      '103',
      '104',
      '103',
      '102',
    ]);
  });

  it('level 0 is not remembered', () => {
    const evaluate = sessionOf(
      rulesOf(rule(101, 0, '<match>failed</match>'), rule(102, 10, '<if_matched_sid>101</if_matched_sid>')),
    );
    expect(idsOf(evaluate, times(5, 'failed'))).toEqual(times(5, '101'));
  });

  it('composites of composites, and the higher level uses up what the lower one would count', () => {
    const evaluate = sessionOf(
      rulesOf(
        FAILED,
        rule(102, 10, '<if_matched_sid>101</if_matched_sid>', 'frequency="3"'),
        rule(103, 13, '<if_matched_sid>102</if_matched_sid>', 'frequency="2" timeframe="900"'),
      ),
    );
    const ids = idsOf(evaluate, times(6, 'failed'));
    expect(ids).toEqual(['101', '101', '102', '101', '101', '103']);
  });

  it('in the pause of ignore the result stays, the alert is of the rule above, and nothing is counted', () => {
    const evaluate = sessionOf(
      rulesOf(FAILED, rule(102, 10, '<if_matched_sid>101</if_matched_sid>', 'frequency="2" ignore="60"')),
    );
    const outcomes = times(4, 'failed').map((log) => evaluate(log));
    expect(outcomes.map(({ rule: matched }) => matched?.id)).toEqual(['101', '102', '101', '102']);
    expect(outcomes.map(({ instead }) => instead?.id)).toEqual([undefined, undefined, undefined, '101']);
  });

  it('if_fts: the first time that the decoder sees the combination', () => {
    const decoders = `<decoder name="d"><prematch>^in </prematch><regex offset="after_prematch">^(\\w+) (\\w+)</regex>
      <order>user, srcip</order><fts>name, user</fts></decoder>`;
    const rules = `<group name="t,">${rule(101, 3, '<match>^in</match>')}${rule(102, 4, '<if_sid>101</if_sid><if_fts />')}</group>`;
    const evaluate = sessionOf(rulesetOf({ decoders, rules }));
    expect(idsOf(evaluate, ['in bob a', 'in bob b', 'in eve a', 'in eve a'])).toEqual(['102', '101', '102', '101']);
  });

  it('check_diff: false at first sight and where the log is the same', () => {
    const evaluate = sessionOf(
      rulesOf(rule(101, 3, '<match>ports</match>'), rule(102, 7, '<if_sid>101</if_sid><check_diff />')),
    );
    expect(idsOf(evaluate, ['ports 1', 'ports 1', 'ports 2', 'ports 2'])).toEqual(['101', '101', '102', '101']);
  });
});
