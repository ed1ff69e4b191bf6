import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDetector } from '../adapters/detector.ts';
import type { Detector } from '../domain/detect/live/detector.ts';
import { readSample, rulesOf } from './testing/sample.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const detector: Detector = await readDetector(path.join(folder, '..'));
const { ruleset, context } = detector;
const alerting = [...ruleset.rules.values()].filter(({ body }) => body.level > 0);
const sampleOf = (id: string): string => path.join(folder, 'samples', `${id}.yaml`);

const RANGES: readonly (readonly [file: string, from: number, to: number])[] = [
  ['0010-categories.xml', 1, 7],
  ['0100-banking.xml', 100000, 100099],
  ['0900-correlation.xml', 100100, 100199],
  ['0200-web.xml', 100200, 100299],
  ['0300-windows.xml', 100300, 100399],
  ['0400-active-directory.xml', 100400, 100499],
  ['0500-cloud.xml', 100500, 100599],
  ['0600-database.xml', 100600, 100699],
  ['0700-firewall.xml', 100700, 100799],
  ['0800-linux.xml', 100800, 100899],
];

describe('the ruleset', () => {
  it('loads whole: nothing is skipped or warned about', () => {
    expect(ruleset.report.entries.filter(({ outcome }) => outcome !== 'loaded')).toEqual([]);
    expect(alerting.length).toBeGreaterThan(30);
  });

  it('keeps each file to its range of ids', () => {
    const outside = [...ruleset.rules.values()].filter(({ id, file }) => {
      const range = RANGES.find(([name]) => file.endsWith(name));
      return range === undefined || Number(id) < range[1] || Number(id) > range[2];
    });
    expect(outside.map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
  });

  it('has no sample without a rule', () => {
    const ids = readdirSync(path.join(folder, 'samples')).map((name) => path.parse(name).name);
    expect(ids.filter((id) => (ruleset.rules.get(id)?.body.level ?? 0) === 0)).toEqual([]);
  });
});

describe('a rule that alerts', () => {
  let headings: ReadonlyMap<string, string>;
  beforeAll(() => {
    const sections = readFileSync(path.join(folder, 'runbooks.md'), 'utf8').split(/^## /m).slice(1);
    headings = new Map(
      sections.flatMap((section) => (section.split(':', 1)[0] ?? '').split(', ').map((id) => [id, section] as const)),
    );
  });

  it.each(alerting.map(({ id }) => id))('%s has a runbook that gives a reason for its level', (id) => {
    const section = headings.get(id) ?? '';
    expect(section).toContain('Level ');
    expect(section).toMatch(/^1\. \S/m);
  });

  it.each(alerting.map(({ id }) => id))('%s has a sample that fires and one that stays silent', (id) => {
    expect(existsSync(sampleOf(id)), `detections/samples/${id}.yaml is missing`).toBe(true);
    const sample = readSample(sampleOf(id));
    expect(rulesOf(sample.fires, ruleset).at(-1)).toBe(id);
    expect(rulesOf(sample.silent, ruleset).at(-1)).not.toBe(id);
  });

  it.each(alerting.filter(({ body }) => body.level >= 4).map((rule) => [rule.id, rule.body] as const))(
    '%s names techniques of the catalogue and a control',
    (_, body) => {
      expect(body.mitre.length).toBeGreaterThan(0);
      expect(body.mitre.filter((technique) => !context.catalogue.has(technique))).toEqual([]);
      expect(body.groups.some((group) => /^(?:pci_dss_|sox$|basel_iii$|dora$|gdpr_|nist_)/.test(group))).toBe(true);
    },
  );
});
