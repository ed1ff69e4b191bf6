import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readParserFiles } from '../../../adapters/parser-files.ts';
import { readParserSamples } from '../../../detections/testing/parser-sample.ts';
import { canonicalLine } from '../canonical-line.ts';
import { linearPattern } from './linear-pattern.ts';

const root = path.join(import.meta.dirname, '../../..');
const files = await readParserFiles(root);
const patterns = files.flatMap(({ text }) => [parse(text).match.pattern ?? []].flat().map(String));
const messages = files
  .flatMap(({ name }) =>
    readParserSamples(readFileSync(path.join(root, name.replace('.yaml', '.sample.yaml')), 'utf8')),
  )
  .flatMap(({ line }) => {
    const canonical = canonicalLine(line);
    return canonical.kind === 'line' && canonical.text !== undefined ? [canonical.text.syslog.message] : [];
  });

/** What RE2 alone says. */
const reference = (source: string, message: string): Record<string, string | undefined> | undefined => {
  const pattern = RE2JS.compile(source);
  const matcher = pattern.matcher(message);
  if (!matcher.find()) return undefined;
  const names = Object.entries(pattern.namedGroups());
  return Object.fromEntries(names.map(([name, index]) => [name, matcher.group(index) ?? undefined]));
};
const read = (source: string, message: string): Record<string, unknown> | undefined => {
  const pattern = linearPattern(source);
  const groups = pattern?.find(message);
  return groups && Object.fromEntries(pattern?.names.map(([name, group]) => [name, groups(group)]) ?? []);
};

describe('linearPattern', () => {
  it('says what RE2 says, for all patterns of the parsers and their lines, changed ones too', () => {
    expect(patterns.length).toBeGreaterThan(10);
    for (const source of patterns)
      for (const message of messages) expect(read(source, message), source).toEqual(reference(source, message));
    fc.assert(
      fc.property(
        fc.constantFrom(...patterns),
        fc.constantFrom(...messages),
        fc.nat(),
        fc.string({ maxLength: 5, unit: 'grapheme' }),
        (source, message, at, inserted) => {
          const cut = at % message.length;
          const changed = message.slice(0, cut) + inserted + message.slice(cut + 1);
          expect(read(source, changed)).toEqual(reference(source, changed));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['^(?<a>\\w+)(?: (?<b>\\w+))?$', 'one'],
    ['^(?<a>\\w+)(?: (?<b>\\w+))?$', 'one two\n'],
    ['(?i)USER=(?<user>\\S+)', 'user=Anna'],
    ['(?<x>a|ab)(?<y>c|bcd)?(?<z>d*)', 'abcd'],
    ['user (?<user>.+?) from', 'user jürgen from x'],
    ['(?P<old>\\d+)', 'n 42'],
    ['(?<x>[^"]*)"', 'é"'],
    ['\\bfoo(?<n>\\d)\\b', 'foo1'],
  ])('says what RE2 says of %s', (source, message) => {
    expect(read(source, message)).toEqual(reference(source, message));
  });

  it('takes no pattern that RE2 does not take', () => {
    for (const source of ['(?=x)', '(x)\\1', '(?<n>', 'a++']) expect(linearPattern(source)).toBeUndefined();
  });
});
