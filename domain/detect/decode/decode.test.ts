import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf, skippedOf } from '../../../test/support/ruleset.ts';

const decoded = (decoders: string, log: string) => {
  const { decoder, fields } = sessionOf(rulesetOf({ decoders }))(log);
  return { name: decoder.name, ...fields };
};

const SSHD = `
<decoder name="sshd"><program_name>^sshd|^ssh$</program_name></decoder>
<decoder name="sshd-ok"><parent>sshd</parent><prematch>^Accepted</prematch>
  <regex offset="after_prematch">^ \\S+ for (\\S+) from (\\S+) port </regex><order>user, srcip</order></decoder>
<decoder name="sshd-any"><parent>sshd</parent><regex>user (\\S+)</regex><order>srcuser</order></decoder>
<decoder name="plain"><prematch>^Accepted</prematch></decoder>`;

describe('decoder trees', () => {
  it('an event with a program name sees only roots with one, an event without only the others', () => {
    expect(decoded(SSHD, 'Feb 18 10:30:45 h sshd[1]: Accepted key for bob from 10.1.1.1 port 22')).toEqual({
      name: 'sshd',
      dstuser: 'bob',
      srcip: '10.1.1.1',
    });
    expect(decoded(SSHD, 'Accepted key for bob')).toEqual({ name: 'plain' });
    expect(decoded(SSHD, 'Feb 18 10:30:45 h login[1]: Accepted key')).toEqual({ name: undefined });
  });

  it('the first root that matches is final, and the first child that fits is taken', () => {
    expect(decoded(SSHD, 'Feb 18 10:30:45 h sshd[1]: Failed for user eve')).toEqual({ name: 'sshd', srcuser: 'eve' });
    const roots = `<decoder name="a"><prematch>^x</prematch></decoder><decoder name="ac"><parent>a</parent><prematch>never</prematch></decoder>
      <decoder name="b"><prematch>^xy</prematch></decoder>`;
    expect(decoded(roots, 'xyz')).toEqual({ name: 'a' });
  });

  it('only a prematch gives the child its identity, and only use_own_name its name', () => {
    const tree = (child: string) => `<decoder name="r"><prematch>^x </prematch></decoder>
      <decoder name="c"><parent>r</parent>${child}</decoder>`;
    const use = '<use_own_name>true</use_own_name>';
    expect(decoded(tree(`<prematch>y</prematch>${use}`), 'x y')).toEqual({ name: 'c' });
    expect(decoded(tree('<prematch>y</prematch>'), 'x y')).toEqual({ name: 'r' });
    expect(decoded(tree(`${use}<regex>(y)</regex><order>a</order>`), 'x y')).toEqual({ name: 'r', a: 'y' });
  });

  it('offsets: after the parent, after the prematch, after the last regex', () => {
    const tree = `<decoder name="r"><prematch>^head </prematch></decoder>
      <decoder name="c"><parent>r</parent><prematch offset="after_parent">^mid </prematch>
        <regex offset="after_parent">^(\\w+)</regex><order>parent_word</order></decoder>
      <decoder name="c"><parent>r</parent><regex offset="after_prematch">^(\\w+) </regex><order>first</order></decoder>
      <decoder name="c"><parent>r</parent><regex offset="after_regex">^(\\w+)</regex><order>second</order></decoder>
      <decoder name="c"><parent>r</parent><regex>^(\\w+)</regex><order>whole</order></decoder>`;
    expect(decoded(tree, 'head mid one two')).toEqual({
      name: 'r',
      parent_word: 'mid',
      first: 'one',
      second: 'two',
      whole: 'head',
    });
  });

  it('a chain of the same name goes on where a regex fails; a failing first one takes the chain with it', () => {
    const tree = `<decoder name="r"><prematch>^x </prematch></decoder>
      <decoder name="c"><parent>r</parent><prematch>y</prematch><regex>a=(\\d+)</regex><order>a</order></decoder>
      <decoder name="c"><parent>r</parent><regex>b=(\\d+)</regex><order>b</order></decoder>
      <decoder name="c"><parent>r</parent><regex>c=(\\d+)</regex><order>c</order></decoder>
      <decoder name="d"><parent>r</parent><regex>d=(\\d+)</regex><order>d</order></decoder>`;
    expect(decoded(tree, 'x y c=3 b=2 d=4')).toEqual({ name: 'r', b: '2', c: '3' });
    expect(decoded(tree, 'x c=3 b=2 d=4')).toEqual({ name: 'r', d: '4' });
  });

  it('dynamic fields: the first assignment wins; static ones: the last', () => {
    const tree = `<decoder name="r"><prematch>^x </prematch></decoder>
      <decoder name="c"><parent>r</parent><regex>(\\d) (\\d)</regex><order>n, srcip</order></decoder>
      <decoder name="c"><parent>r</parent><regex offset="after_regex">(\\d) (\\d)</regex><order>n, srcip</order></decoder>`;
    expect(decoded(tree, 'x 1 2 3 4')).toEqual({ name: 'r', n: '1', srcip: '4' });
  });

  it('unset groups of PCRE2: in the middle empty, at the end nothing', () => {
    const tree = `<decoder name="r"><prematch>^x</prematch><regex type="pcre2">(a)?(b)(c)?</regex><order>a, b, c</order></decoder>`;
    expect(decoded(tree, 'x b')).toEqual({ name: 'r', a: '', b: 'b' });
  });

  it('a flagged decoder goes on with the next of the list, whatever its name', () => {
    const tree = `<decoder name="r"><prematch>^x </prematch></decoder>
      <decoder name="c"><parent>r</parent><regex>a=(\\d+)</regex><order>a</order></decoder>
      <decoder name="d"><parent>r</parent><prematch>never</prematch><regex>d=(\\d+)</regex><order>d</order></decoder>
      <decoder name="c"><parent>r</parent><regex>c=(\\d+)</regex><order>c</order></decoder>`;
    expect(decoded(tree, 'x a=1 c=3 d=4')).toEqual({ name: 'r', a: '1', d: '4' });
  });

  it('a child is of every root of its parent name, also of the other list; its own program name is ignored', () => {
    const tree = `<decoder name="r"><program_name>^p$</program_name></decoder><decoder name="r"><prematch>^x</prematch></decoder>
      <decoder name="c"><parent>r</parent><program_name>^other</program_name><regex>a=(\\d+)</regex><order>a</order></decoder>`;
    expect(decoded(tree, 'Feb 18 10:30:45 h p: a=1')).toEqual({ name: 'r', a: '1' });
    expect(decoded(tree, 'x a=2')).toEqual({ name: 'r', a: '2' });
  });

  it('a root without children runs itself: after_prematch and after_parent are behind its prematch', () => {
    for (const offset of ['after_prematch', 'after_parent']) {
      const tree = `<decoder name="r"><prematch>^head </prematch><regex offset="${offset}">^(\\w+)</regex><order>a</order></decoder>`;
      expect(decoded(tree, 'head tail')).toEqual({ name: 'r', a: 'tail' });
    }
    const program = `<decoder name="r"><program_name>p</program_name><regex offset="after_prematch">^(\\w+)</regex><order>a</order></decoder>`;
    expect(decoded(program, 'Feb 18 10:30:45 h p: word x')).toEqual({ name: 'r', a: 'word' });
  });

  it('repeated texts are joined; one offset holds for all of them', () => {
    const tree = `<decoder name="r"><prematch>^he</prematch><prematch>ad </prematch>
      <regex offset="after_prematch">^(\\w+) </regex><regex>(\\w+)</regex><order>a, </order><order>b</order></decoder>`;
    expect(decoded(tree, 'head one two')).toEqual({ name: 'r', a: 'one', b: 'two' });
  });

  it('a later decoder of a chain may have neither prematch nor fts', () => {
    const chain = (second: string) =>
      skippedOf(
        rulesetOf({
          decoders: `<decoder name="r"><prematch>^x</prematch></decoder>
<decoder name="c"><parent>r</parent><prematch>a</prematch><regex>(a)</regex><order>a</order></decoder>
<decoder name="c"><parent>r</parent>${second}<regex>(b)</regex><order>b</order></decoder>`,
        }),
      );
    const reason = '3 c: a decoder that continues one of the same name may have neither <prematch> nor <fts>';
    expect(chain('')).toEqual([]);
    expect(chain('<prematch>b</prematch>')).toEqual([reason]);
    expect(chain('<fts>name</fts>')).toEqual([reason]);
  });

  it('says why a decoder is skipped', () => {
    const ruleset = rulesetOf({
      decoders: `<decoder name="a"></decoder>
<decoder name="b"><parent>nobody</parent></decoder>
<decoder name="c"><prematch>\\q</prematch></decoder>
<decoder name="d"><prematch>x</prematch><oder>a</oder></decoder>
<decoder name="e"><prematch>x</prematch><plugin_decoder>Nope</plugin_decoder></decoder>
<group name="x"></group>`,
    });
    expect(skippedOf(ruleset)).toEqual([
      '1 a: a decoder without <parent> needs <program_name> or <prematch>',
      '2 b: its parent "nobody" is no root decoder loaded before',
      '3 c: <prematch>: OS_Regex: \\q is not an OS_Regex escape',
      '4 d: <oder> in line 4 is not an element of decoders',
      '5 e: the plugin "Nope" is unknown',
      '6 group: a decoder file holds <decoder> and <var> only',
    ]);
    expect(ruleset.report.skipped).toBe(6);
  });
});
