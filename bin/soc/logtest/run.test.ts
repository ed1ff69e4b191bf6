import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { readRulesetFolder } from '../../../adapters/ruleset-files.ts';
import { compileRuleset } from '../../../domain/detect/ruleset.ts';
import { runCases, runLines } from './run.ts';

let folder = '';
const put = async (path: string, text: string): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
};
const rule = (id: number, inner: string): string =>
  `<group name="g,"><rule id="${id}" level="3">${inner}<description>d</description></rule></group>`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleset-'));
  await put(
    'decoders/0001.xml',
    '<decoder name="d"><prematch>^d </prematch><regex>(\\w+)$</regex><order>user</order></decoder>',
  );
  await put('rules/0001.xml', rule(101, '<match>one</match>'));
  await put('rules/0002.xml', rule(102, '<match>two</match>'));
  await put('rules/0003.xml', rule(103, '<list field="user">etc/lists/deep/users</list>'));
  await put(
    'rules/0004.xml',
    `<group name="g,"><rule id="104" level="9" frequency="3"><if_matched_sid>101</if_matched_sid></rule></group>`,
  );
  await put('overrides/0002.xml', rule(202, '<match>two</match>'));
  await put('lists/deep/users', 'bob:\n');
  await put('lists/users.cdb', '\x00');
  await put('rules/README.md', '');
  await put('rules/deep/0009.xml', '');
  await put('rules/0005.xml', '<group name="g,"><rule id="105" level="3"></group>');
  await symlink(join(folder, 'nowhere'), join(folder, 'lists/gone'));
});
afterAll(() => rm(folder, { recursive: true }));

const load = async (exclude: readonly string[] = []) => {
  const files = await readRulesetFolder(folder, { exclude });
  if (!files.ok) throw new Error(files.error);
  return compileRuleset(files.value, nodeHasher);
};
const collector = () => {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    stream,
    lines: () =>
      chunks
        .join('')
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
  };
};

describe('logtest', () => {
  it('prints an outcome for each line, whatever chunks the lines arrive in', async () => {
    const output = collector();
    const text = 'd bob\r\none \u2028x\n\ntwo é';
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    await runLines(await load(), Readable.from(bytes), output.stream);
    expect(output.lines()).toEqual([
      expect.objectContaining({
        decoder: 'd',
        fields: { dstuser: 'bob' },
        rule: '103',
        level: 3,
        groups: ['g'],
        mitre: [],
      }),
      expect.objectContaining({ decoder: null, rule: '101' }),
      expect.objectContaining({ rule: null, level: null }),
      expect.objectContaining({ rule: '202' }),
    ]);
  });

  it('cases are sessions of their own; the last line counts', async () => {
    const output = collector();
    const cases = [
      { id: 'a', logs: ['one', 'one', 'one'] },
      { id: 2, logs: ['one'] },
      { id: 'c', logs: ['nil'] },
    ];
    const input = `${cases.map((each) => JSON.stringify(each)).join('\n')}\nnot json\n{"id":1}\n`;
    const { malformed } = await runCases(await load(), Readable.from([input]), output.stream);
    expect(output.lines()).toEqual([
      { id: 'a', decoder: null, rule: '104', level: 9 },
      { id: 2, decoder: null, rule: '101', level: 3 },
      { id: 'c', decoder: null, rule: null, level: null },
    ]);
    expect(malformed).toEqual([
      'line 4 of stdin is not of the form {"id":…,"logs":["…"]}',
      'line 5 of stdin is not of the form {"id":…,"logs":["…"]}',
    ]);
  });

  it('keeps bytes that are no UTF-8, and goes on with any of them', async () => {
    const output = collector();
    const bytes = Buffer.concat([Buffer.from('one \xc9chec \x00 '), Buffer.from([0xc9, 0xff, 0xf0, 0x9f, 10])]);
    const long = Buffer.concat([Buffer.from('two '), Buffer.alloc(300_000, 0xe9), Buffer.from('\n\u{1f600}')]);
    await runLines(await load(), Readable.from([bytes, long]), output.stream);
    expect(output.lines()).toEqual([
      expect.objectContaining({ rule: '101' }),
      expect.objectContaining({ rule: '202' }),
      expect.objectContaining({ rule: null }),
    ]);
  });

  it('names what of the folder is not read', async () => {
    const { report } = await load(['0001.xml']);
    const named = (outcome: string) =>
      report.entries
        .filter((entry) => entry.kind === 'file' && entry.outcome === outcome)
        .map(({ name, reason }) => `${name}: ${reason}`);
    expect(named('warning')).toEqual([
      'decoders/0001.xml: excluded by --exclude',
      'rules/0001.xml: excluded by --exclude',
      'rules/README.md: only *.xml files are read',
      'rules/deep/0009.xml: only files directly in rules/ are read',
      'lists/users.cdb: compiled lists are not read, their texts are',
      'rules/0002.xml: replaced by overrides/0002.xml',
    ]);
    expect(named('skipped')).toEqual([
      'lists/gone: it cannot be read (ENOENT)',
      'rules/0005.xml: </group> where </rule> of line 1 was expected',
    ]);
  });

  it('reads the folder of a manager: what it was delivered with together with what its users added', async () => {
    const manager = await mkdtemp(join(tmpdir(), 'manager-'));
    try {
      for (const [path, text] of [
        ['ruleset/rules/0002.xml', rule(2000, '<match>x</match>')],
        ['ruleset/decoders/0001.xml', '<decoder name="a"><prematch>a</prematch></decoder>'],
        ['ruleset/lists/amazon/names', 'x:\n'],
        ['etc/rules/0001.xml', rule(2001, '<if_sid>2000</if_sid><match>y</match>')],
        ['etc/rules/0003.xml', rule(2002, '<list field="user">etc/lists/amazon/names</list>')],
      ] as const) {
        await mkdir(join(manager, path, '..'), { recursive: true });
        await writeFile(join(manager, path), text);
      }
      const files = await readRulesetFolder(manager);
      const { report } = compileRuleset(files.ok ? files.value : { decoders: [], rules: [], lists: [] }, nodeHasher);
      expect(report.loaded).toEqual({ files: 5, decoders: 1, rules: 2, lists: 1 });
      // Files are in order by base name, wherever they lie: 2001 comes before its parent.
      expect(report.entries.filter(({ outcome }) => outcome === 'skipped')).toEqual([
        expect.objectContaining({ file: 'etc/rules/0001.xml', line: 1, name: '2001' }),
      ]);
    } finally {
      await rm(manager, { recursive: true });
    }
  });

  it('leaves out what is excluded, and says what a folder lacks', async () => {
    expect((await load(['0001.xml'])).rules.has('101')).toBe(false);
    expect((await load(['0002.xml'])).rules.has('202')).toBe(false);
    expect(await readRulesetFolder(join(folder, 'nothing'))).toMatchObject({ ok: false });
    expect(await readRulesetFolder(join(folder, 'lists'))).toEqual({
      ok: false,
      error: `${join(folder, 'lists')} holds no ruleset: expected rules/*.xml and decoders/*.xml in it.`,
    });
  });
});
