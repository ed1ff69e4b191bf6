import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { candidateOf } from './candidate.ts';

const FILES = {
  decoders: [{ name: 'decoders/d.xml', text: '<decoder name="sshd"><program_name>^sshd</program_name></decoder>' }],
  rules: [
    {
      name: 'rules/zz.xml',
      text: `<group name="a,"><rule id="1" level="0"><category>syslog</category><description>all</description></rule>
        <rule id="5" level="3"><if_sid>1</if_sid><match>x</match><description>x</description></rule></group>`,
    },
  ],
  lists: [],
};
const of = (rule: string) => candidateOf(FILES, `<group name="hunt,">\n${rule}\n</group>`, nodeHasher);

describe('the candidate ruleset', () => {
  it('has the rules of the hunt behind all others', () => {
    const made = of('<rule id="16" level="5"><if_sid>5</if_sid><match>y</match><description>y</description></rule>');
    expect(made.ok && made.value.ruleIds).toEqual(['16']);
    expect(made.ok && made.value.ruleset.rules.size).toBe(3);
  });

  it('takes a rule that overwrites one of the content', () => {
    const made = of('<rule id="5" level="9" overwrite="yes"><match>z</match><description>z</description></rule>');
    expect(made.ok && made.value.ruleset.rules.get('5')?.body.level).toBe(9);
  });

  it.each([
    ['<rule id="16" level="5"><if_sid>4711</if_sid><description>y</description></rule>', /^line 2: rule 16: .*4711/],
    ['<rule id="5" level="5"><if_sid>1</if_sid><description>y</description></rule>', /^line 2: rule 5: .*taken by/],
    ['<rule id="16" level="99"><if_sid>1</if_sid><description>y</description></rule>', /^line 2: rule 16: /],
    ['<rule id="16" level="5"><if_sid>1</if_sid><description>y', /^line \d: the file: /],
    ['', /no <rule>/],
    [
      `<rule id="16" level="5"><if_sid>1</if_sid><match>y</match><description>y</description></rule>
<rule id="17" level="5"><if_sid>99</if_sid><description>y</description></rule>`,
      /^line 3: rule 17: /,
    ],
  ])('refuses what would not load as a whole: %s', (rule, reason) => {
    const made = of(rule);
    expect(made.ok ? 'loaded' : made.error[0]).toMatch(reason);
  });

  it('refuses more than a person writes', () => {
    const many = Array.from(
      { length: 101 },
      (_, n) => `<rule id="${n + 20}" level="5"><if_sid>1</if_sid><match>y</match><description>y</description></rule>`,
    );
    expect(of(many.join('\n'))).toMatchObject({ ok: false });
    expect(of('<!-- '.padEnd(60_000, 'x'))).toMatchObject({ ok: false });
  });
});
