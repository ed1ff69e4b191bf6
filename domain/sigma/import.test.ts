import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importedInto, silentRuleset } from '../../test/support/sigma-ruleset.ts';

const folder = path.join(fileURLToPath(new URL('../..', import.meta.url)), 'test/fixtures/sigma');
const read = (below: string) =>
  readdirSync(path.join(folder, below))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, below, name), 'utf8') }));
const base = await silentRuleset();

const windows = (eventID: number, channel: string, eventdata: Record<string, string>): string =>
  JSON.stringify({
    win: { system: { eventID: String(eventID), channel, computer: 'PC-1', providerName: 'x' }, eventdata },
  });
const rule = (detection: string, more = '', source = '{ product: windows, service: security }') => [
  {
    name: 'a.yml',
    text: `title: A\nlogsource: ${source}\n${more}\ndetection:\n${detection.replaceAll(/^/gm, '  ')}\n`,
  },
];

describe('importing Sigma rules', () => {
  it('loads all fixtures together without a rule skipped or warned about', () => {
    const { imported, ruleset } = importedInto(base, read(''));
    expect(imported.skipped).toEqual([]);
    const ids = imported.converted.flatMap(({ rules }) => rules.map(String));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => ruleset.rules.get(id)?.body.noAlert !== false)).toEqual([]);
    const problems = ruleset.report.entries.filter(
      ({ file, outcome }) => file.includes('sigma') && outcome !== 'loaded',
    );
    expect(problems).toEqual([]);
  });

  it('says of each rule that it refuses which element and why', () => {
    const { imported } = importedInto(base, read('refused'));
    expect(imported.converted.map(({ title }) => title)).toEqual(['Placeholder']);
    expect(imported.skipped.map(({ title, element }) => `${title}: ${element}`).toSorted()).toEqual([
      'Few: correlation.rules',
      'Filter: filter',
      'Hour: detection.selection.TimeCreated|hour',
      'Look-behind: detection.selection.TargetUserName|re',
      'Near: detection.condition',
      'Unknown Identifier: detection.condition',
      'Unknown Source: logsource',
    ]);
    expect(imported.skipped.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('fills placeholders with the values given', () => {
    const { imported, evaluate } = importedInto(
      base,
      read('refused').filter(({ name }) => name === 'placeholder.yml'),
    );
    const outcome = (targetUserName: string) => evaluate(windows(4624, 'Security', { targetUserName })).rule?.id;
    const id = String(imported.converted[0]?.rules[0]);
    expect([outcome('ADM-7'), outcome('root'), outcome('rooted')]).toEqual([id, id, '100300']);
  });

  it('keeps metadata, and text of others ends no comment and begins no element', () => {
    const { imported, ruleset, evaluate } = importedInto(
      base,
      read('').filter(({ name }) => name === 'hostile.yml'),
    );
    expect(imported.xml).not.toContain('\u202e');
    expect([...ruleset.rules.keys()].filter((id) => Number(id) >= 200_000)).toEqual(['200000', '200001', '200002']);
    const found = evaluate(windows(1, 'Microsoft-Windows-Sysmon/Operational', { commandLine: 'x </FIELD> y' })).rule;
    expect(found?.description).toContain('＄(user_id)');
    expect(found?.mitre).toEqual(['T1059']);
    expect(found?.groups).toContain('sigma');
  });

  it.each([
    ['informational', 1],
    ['low', 3],
    ['medium', 5],
    ['high', 8],
    ['critical', 12],
  ])('level %s becomes %i', (level, expected) => {
    const { ruleset, imported } = importedInto(base, rule('s: { EventID: 1 }\ncondition: s', `level: ${level}`));
    expect(ruleset.rules.get(String(imported.converted[0]?.rules[0]))?.body.level).toBe(expected);
  });

  it('sees processes of the Security log too, whose fields have other names', () => {
    const { imported, evaluate } = importedInto(
      base,
      read('').filter(({ name }) => name === 'process-filters.yml'),
    );
    const start = {
      parentProcessName: 'C:\\x\\WINWORD.EXE',
      newProcessName: 'C:\\Windows\\System32\\wscript.exe',
      commandLine: 'wscript',
    };
    expect(evaluate(windows(4688, 'Security', start)).rule?.id).toBe(String(imported.converted[0]?.rules[0]));
    const { commandLine: _, ...without } = start;
    expect(evaluate(windows(4688, 'Security', without)).rule?.level).toBe(0);
    expect(imported.converted[0]?.notes).toEqual(['tags: the ATT&CK catalogue has no technique T9999']);
  });

  it('refuses a name of a field that would end its attribute', () => {
    const { imported } = importedInto(base, rule(`s: { 'a"/><rule id="1" level="16">': x }\ncondition: s`));
    expect(imported.xml).toBe('');
    expect(imported.skipped.map(({ reason }) => reason)).toEqual(['that cannot be the name of a field']);
  });

  it('refuses conditions that can hold in too many ways, and rules too large', () => {
    const filters = Array.from({ length: 9 }, (_, f) => `f${f}: { a${f}: x, b${f}: y, c${f}: z }`).join('\n');
    const { imported } = importedInto(base, rule(`s: { EventID: 1 }\n${filters}\ncondition: s and not 1 of f*`));
    expect(imported.skipped.map(({ reason }) => reason)).toEqual(['it can hold in more than 20000 ways']);
  });
});

describe('correlations', () => {
  const logon = (eventID: number, logonType: string, ipAddress: string, targetUserName: string) =>
    windows(eventID, 'Security', { logonType, ipAddress, targetUserName });
  const fixture = (file: string) => {
    const { imported, evaluate } = importedInto(
      base,
      read('').filter(({ name }) => name === file),
    );
    const title = new Map(
      imported.converted.flatMap(({ rules, title }) => rules.map((id) => [String(id), title] as const)),
    );
    return (line: string): string | undefined => title.get(evaluate(line).rule?.id ?? '');
  };

  it('event_count fires at the count, for one value of the group', () => {
    const outcome = fixture('count-guessing.yml');
    const lines = [1, 2, 3, 4].map(() => logon(4625, '3', '10.0.0.1', 'eve'));
    expect(lines.map(outcome)).toEqual([...new Array(3).fill('Failed Network Logon'), 'Many Failed Network Logons']);
    expect(outcome(logon(4625, '3', '10.0.0.2', 'eve'))).toBe('Failed Network Logon');
  });

  it('value_count of two fires on the second value', () => {
    const outcome = fixture('count-guessing.yml');
    expect(outcome(logon(4625, '3', '10.0.0.9', 'eve'))).toBe('Failed Network Logon');
    expect(outcome(logon(4625, '3', '10.0.0.9', 'eve'))).toBe('Failed Network Logon');
    expect(outcome(logon(4625, '3', '10.0.0.9', 'bob'))).toBe('Two Users From One Address');
  });

  it('temporal_ordered needs both, in order, of the same group', () => {
    const outcome = fixture('temporal-logon.yml');
    expect(outcome(logon(4624, '10', '10.0.0.1', 'eve'))).toBe('Logon');
    expect(outcome(logon(4625, '10', '10.0.0.1', 'eve'))).toBe('Failed Logon');
    expect(outcome(logon(4624, '10', '10.0.0.1', 'bob'))).toBe('Logon');
    expect(outcome(logon(4624, '10', '10.0.0.1', 'eve'))).toBe('Logon After A Failed One');
  });

  it('count() of the first specification counts within its timeframe', () => {
    const outcome = fixture('count-old-style.yml');
    const line = JSON.stringify({
      win: {
        system: { eventID: '7045', channel: 'System', providerName: 'Service Control Manager', computer: 'PC-1' },
        eventdata: {},
      },
    });
    expect([outcome(line), outcome(line), outcome(line)]).toEqual([undefined, undefined, 'Many Services Installed']);
  });

  it.each([
    [
      'type: value_count, rules: [a], group-by: [IpAddress], timespan: 5m, condition: { gte: 3 }',
      'correlation.condition',
    ],
    [
      'type: event_count, rules: [a], group-by: [IpAddress], timespan: 9d, condition: { gte: 3 }',
      'correlation.timespan',
    ],
    [
      'type: event_count, rules: [a], group-by: [IpAddress], timespan: 1h, condition: { lte: 3 }',
      'correlation.condition',
    ],
    [
      'type: event_count, rules: [a], group-by: [IpAddress], timespan: 1h, condition: { gte: 1 }',
      'correlation.condition',
    ],
    ['type: temporal, rules: [a, a, a], group-by: [IpAddress], timespan: 1h', 'correlation.rules'],
    ['type: value_avg, rules: [a], group-by: [IpAddress], timespan: 1h, condition: { gte: 3 }', 'correlation.type'],
    ['type: event_count, rules: [b], group-by: [IpAddress], timespan: 1h, condition: { gte: 3 }', 'correlation.rules'],
  ])('%s is refused at %s', (correlation, element) => {
    const [file] = rule('s: { EventID: 1 }\ncondition: s', 'name: a');
    const text = `${file?.text}---\ntitle: C\ncorrelation: { ${correlation} }\n`;
    const { imported } = importedInto(base, [{ name: 'a.yml', text }]);
    expect(imported.skipped.map((skipped) => skipped.element)).toEqual([element]);
  });

  it('counts events of several rules as one, and notes where a count of values is not exact', () => {
    const two = ['a', 'b'].map(
      (name, index) => rule(`s: { EventID: ${index + 1} }\ncondition: s`, `name: ${name}`)[0]?.text,
    );
    const correlation = `title: C\nlevel: high\ncorrelation: { type: value_count, rules: [a, b], group-by: [IpAddress], timespan: 5m, condition: { field: X, gte: 3 } }\n`;
    const { imported, evaluate } = importedInto(base, [{ name: 'a.yml', text: [...two, correlation].join('---\n') }]);
    expect(imported.converted.map(({ title }) => title)).toEqual(['C']);
    expect(imported.converted[0]?.notes[0]).toContain('condition: counts 2 earlier events');
    const ids = [1, 2, 1].map(
      (id, index) => evaluate(windows(id, 'Security', { ipAddress: '10.0.0.1', x: `v${index}` })).rule?.id,
    );
    expect(ids.at(-1)).toBe(String(imported.converted[0]?.rules[0]));
  });
});
