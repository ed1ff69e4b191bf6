import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf } from '../../../test/support/ruleset.ts';
import type { LogLine } from '../line.ts';

const DECODERS = `
<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>
<decoder name="prog"><program_name>^prog</program_name></decoder>`;
const LISTS = { users: 'root:admin\n"a:b":"x y"\nempty:\n', nets: '10.1.:inside\n192.168.7.7:host\n' };

/** Does a rule with these conditions match the line? */
const holds = (conditions: string, log: unknown, more: Partial<LogLine> = {}, attributes = ''): boolean => {
  const rules = `<group name="t,"><rule id="101" level="3" ${attributes}>${conditions}</rule></group>`;
  const ruleset = rulesetOf({ decoders: DECODERS, rules, lists: LISTS });
  if (ruleset.report.skipped > 0) throw new Error(ruleset.report.entries.map(({ reason }) => reason).join());
  const text = typeof log === 'string' ? log : JSON.stringify(log);
  return sessionOf(ruleset)(text, more).rule?.id === '101';
};

describe('conditions', () => {
  it.each([
    ['<decoded_as>json</decoded_as>', {}, true],
    ['<decoded_as>prog</decoded_as>', {}, false],
    ['<program_name>^prog</program_name>', 'Feb 18 10:30:45 h prog9: x', true],
    ['<program_name negate="yes">^prog</program_name>', 'Feb 18 10:30:45 h other: x', true],
    ['<program_name negate="yes">^prog</program_name>', 'no program', false],
    ['<hostname>^h$</hostname>', 'Feb 18 10:30:45 h prog: x', true],
    ['<hostname>^manager$</hostname>', 'x', true],
    ['<location>stdin</location>', 'x', true],
    ['<match>a|b</match>', 'xB', true],
    ['<match negate="yes">a|b</match>', 'xc', true],
    ['<match>!a</match>', 'xc', true],
    ['<match type="osregex">a\\d</match>', 'a1', true],
    ['<regex>a\\d</regex>', 'A1', true],
    ['<regex type="pcre2">a\\d</regex>', 'A1', false],
    ['<regex negate="yes">a\\d</regex>', 'A1', false],
    ['<field name="a.b">^x$</field>', { a: { b: 'X' } }, true],
    ['<field name="A.B">^x$</field>', { a: { b: 'X' } }, true],
    ['<field name="a">x</field><field name="b">y</field>', { a: 'x', b: 'z' }, false],
    ['<field name="a" negate="yes">x</field>', { a: 'y' }, true],
    ['<field name="a" negate="yes">x</field>', { b: 'y' }, false],
    ['<field name="a" type="osmatch">^x|^y</field>', { a: 'yz' }, true],
    ['<field name="a" type="pcre2">^(?!x)</field>', { a: 'yz' }, true],
    ['<field name="n">^5$</field>', { n: 5 }, true],
    ['<status>^200$</status>', { status: 200 }, true],
    ['<id>^4624$|^4625$</id>', { id: '4625' }, true],
    ['<action>DROP</action>', { action: 'DROP' }, true],
    ['<action>DROP</action>', { action: 'drop' }, false],
    ['<action type="osmatch">DROP</action>', { action: 'dropped' }, true],
    ['<url>/admin</url>', { url: '/x/ADMIN/' }, true],
    ['<user>^bob$</user>', { srcuser: 'bob' }, true],
    ['<user>^bob$</user>', { srcuser: 'bob', dstuser: 'eve' }, false],
    [
      '<srcport>^22$</srcport><dstport>^80$</dstport><protocol>tcp</protocol>',
      { srcport: '22', dstport: 80, protocol: 'TCP' },
      true,
    ],
    ['<srcip>10.0.0.0/8</srcip>', { srcip: '10.9.9.9' }, true],
    ['<srcip>10.0.0.0/8</srcip>', { srcip: '11.9.9.9' }, false],
    ['<srcip>10.0.0.0/255.0.0.0</srcip>', { srcip: '10.9.9.9' }, true],
    ['<srcip>!10.0.0.0/8</srcip>', { srcip: '11.9.9.9' }, true],
    ['<srcip>!10.0.0.0/8</srcip><srcip>!11.0.0.0/8</srcip>', { srcip: '11.9.9.9' }, false],
    ['<srcip negate="yes">10.1.1.1</srcip>', { srcip: '10.1.1.1' }, false],
    ['<srcip>!10.0.0.0/8</srcip>', {}, false],
    ['<dstip>2001:db8::/32</dstip>', { dstip: '2001:db8:1::5' }, true],
    ['<dstip>::ffff:10.1.1.1</dstip>', { dstip: '::ffff:a01:101' }, true],
    ['<dstip>10.1.1.1</dstip>', { dstip: 'no address' }, false],
    ['<compiled_rule>comp_srcuser_dstuser</compiled_rule>', { srcuser: 'a', dstuser: 'a' }, true],
    ['<compiled_rule>is_simple_http_request</compiled_rule>', { url: '/x?y' }, false],
    ['<list field="user">etc/lists/users</list>', { srcuser: 'root' }, true],
    ['<list field="user" lookup="not_match_key">etc/lists/users</list>', { srcuser: 'bob' }, true],
    ['<list field="user" lookup="not_match_key">etc/lists/users</list>', {}, false],
    ['<list field="name" lookup="match_key_value" check_value="^x">etc/lists/users</list>', { name: 'a:b' }, true],
    ['<list field="name" lookup="match_key_value" check_value="^y">etc/lists/users</list>', { name: 'a:b' }, false],
    ['<list field="srcip" lookup="address_match_key">etc/lists/nets</list>', { srcip: '10.1.200.3' }, true],
    ['<list field="srcip" lookup="address_match_key">etc/lists/nets</list>', { srcip: '10.12.0.3' }, false],
    ['<list field="srcip" lookup="not_address_match_key">etc/lists/nets</list>', { srcip: '10.12.0.3' }, true],
    [
      '<list field="srcip" lookup="address_match_key_value" check_value="inside">etc/lists/nets</list>',
      { srcip: '10.1.2.3' },
      false,
    ],
    [
      '<list field="a">etc/lists/nets</list><list field="user">etc/lists/users</list><list field="user">etc/lists/users</list>',
      { user: 'root', a: 'no' },
      true,
    ],
  ])('%s on %j: %s', (conditions, log, expected) => {
    expect(holds(conditions, log)).toBe(expected);
  });

  it('maxsize holds from that size on', () => {
    expect(holds('', 'x'.repeat(10), {}, 'maxsize="10"')).toBe(true);
    expect(holds('', 'x'.repeat(9), {}, 'maxsize="10"')).toBe(false);
  });

  it.each([
    ['<time>6 pm - 8:30 am</time>', '2026-02-18T19:00:00Z', true],
    ['<time>6 pm - 8:30 am</time>', '2026-02-18T08:30:00Z', true],
    ['<time>6 pm - 8:30 am</time>', '2026-02-18T12:00:00Z', false],
    ['<time>!6 pm - 8:30 am</time>', '2026-02-18T12:00:00Z', true],
    ['<time>09:00 - 17:00</time>', '2026-02-18T12:00:00Z', true],
    ['<time>12 am - 12 pm</time>', '2026-02-18T00:10:00Z', true],
    ['<weekday>weekdays</weekday>', '2026-02-18T12:00:00Z', true],
    ['<weekday>weekends</weekday>', '2026-02-18T12:00:00Z', false],
    ['<weekday>!monday, tue</weekday>', '2026-02-18T12:00:00Z', true],
    ['<weekday>wednesday</weekday>', '2026-02-18T12:00:00Z', true],
  ])('%s at %s: %s', (conditions, time, expected) => {
    expect(holds(conditions, 'x', { time: Date.parse(time) })).toBe(expected);
  });

  it('fills placeholders of the description from static and dynamic fields', () => {
    const rules = `<group name="t,"><rule id="101" level="3"><description>$(srcip) é $(a.b) $(Missing)! $5</description></rule></group>`;
    const evaluate = sessionOf(rulesetOf({ decoders: DECODERS, rules }));
    expect(evaluate('{"srcip":"10.0.0.1","a":{"b":"ü"}}').rule?.description).toBe('10.0.0.1 é ü ! $5');
  });

  it('a pattern that gives up is an error of the rule, also where it is negated', () => {
    const rules = `<group name="t,">
      <rule id="101" level="9"><regex type="pcre2" negate="yes">^(a+)+\\1(?=b)$</regex></rule>
      <rule id="102" level="3"><match>a</match></rule></group>`;
    const { rule, errors } = sessionOf(rulesetOf({ rules }))('a'.repeat(5_000));
    expect(rule?.id).toBe('102');
    expect(errors).toEqual(['rule 101']);
  });

  it('indexes change nothing: many siblings of every kind', () => {
    const values = Array.from({ length: 40 }, (_, index) => index);
    const rules = values
      .map((index) => {
        const kinds = [
          `<field name="k">^v${index}$|^w${index}$</field>`,
          `<field name="p${index}">x</field>`,
          `<decoded_as>json</decoded_as><match>m${index}x</match>`,
          `<id>^${index}$</id>`,
          `<match>plain${index} </match>`,
        ];
        return `<rule id="${1000 + index}" level="3">${kinds[index % 5]}</rule>`;
      })
      .join('');
    const evaluate = sessionOf(rulesetOf({ decoders: DECODERS, rules: `<group name="t,">${rules}</group>` }));
    expect(evaluate('{"k":"W10"}').rule?.id).toBe('1010');
    expect(evaluate('{"p16":"axb"}').rule?.id).toBe('1016');
    expect(evaluate('{"a":"m12x"}').rule?.id).toBe('1012');
    expect(evaluate('{"id":"23","k":"v30"}').rule?.id).toBe('1023');
    expect(evaluate('plain24 {').rule?.id).toBe('1024');
    expect(evaluate('{"k":"nothing"}').rule).toBeUndefined();
  });
});
