import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDetector } from '../adapters/detector.ts';
import type { Detector } from '../domain/detect/live/detector.ts';
import { differenceOfSequences } from './testing/difference.ts';
import { holdingRules } from './testing/overlap.ts';
import { readRanges } from './testing/ranges.ts';
import { readRunbooks } from './testing/runbooks.ts';
import { readSample, rulesOf } from './testing/sample.ts';
import { signaturesOf } from './testing/signature.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const detector: Detector = await readDetector(path.join(folder, '..'));
const { ruleset, context } = detector;
const alerting = [...ruleset.rules.values()].filter(({ body }) => body.level > 0);
const sampleOf = (id: string): string => path.join(folder, 'samples', `${id}.yaml`);
const ranges = readRanges(path.join(folder, 'ranges.yaml'));

const CONTROL =
  /^(?:pci_dss_[\d.]+|sox|basel_iii|dora|gdpr_[\w.-]+|nist_[\w.-]+|iso27001_[\w.]+|swift_csp_[\w.]+|nis2|psd2)$/;
/** The share of words that may differ between what fires and what stays silent. */
const POINT_OF_THE_RULE = 0.4;

describe('the ruleset', () => {
  it('loads whole: nothing is skipped or warned about', () => {
    expect(ruleset.report.entries.filter(({ outcome }) => outcome !== 'loaded')).toEqual([]);
  });

  it('has what a bank needs: so many rules that alert, so many of them stateful', () => {
    expect(alerting.length).toBeGreaterThanOrEqual(320);
    expect(alerting.filter(({ body }) => body.composite !== undefined).length).toBeGreaterThanOrEqual(40);
  });

  it('keeps each file to its range of ids', () => {
    const outside = [...ruleset.rules.values()].filter(({ id, file }) => {
      const range = ranges[path.parse(file).name];
      return range === undefined || Number(id) < range[0] || Number(id) > range[1];
    });
    expect(outside.map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
  });

  it('has ranges that do not overlap', () => {
    const sorted = Object.values(ranges).toSorted(([a], [b]) => a - b);
    expect(sorted.filter(([first, last], index) => last < first || first <= (sorted[index - 1]?.[1] ?? 0))).toEqual([]);
  });

  it('has no sample without a rule', () => {
    const ids = readdirSync(path.join(folder, 'samples')).map((name) => path.parse(name).name);
    expect(ids.filter((id) => (ruleset.rules.get(id)?.body.level ?? 0) === 0)).toEqual([]);
  });

  it('has no two rules with the same conditions', () => {
    const files = readdirSync(path.join(folder, 'rules'));
    const bySignature = new Map<string, string[]>();
    for (const file of files) {
      for (const [id, signature] of signaturesOf(readFileSync(path.join(folder, 'rules', file), 'utf8'))) {
        bySignature.set(signature, [...(bySignature.get(signature) ?? []), id]);
      }
    }
    expect([...bySignature.values()].filter((ids) => ids.length > 1)).toEqual([]);
  });

  it('has no two rules of which each would fire on the sample of the other', () => {
    const samples = alerting.filter(({ id, body }) => body.composite === undefined && existsSync(sampleOf(id)));
    const holding = new Map(samples.map(({ id }) => [id, holdingRules(readSample(sampleOf(id)).fires, ruleset)]));
    const pairs = [...holding].flatMap(([id, others]) =>
      [...others].filter((other) => Number(id) < Number(other) && holding.get(other)?.has(id)).map((o) => `${id} ${o}`),
    );
    expect(pairs).toEqual([]);
  });
});

describe('a rule that alerts', () => {
  let headings: ReadonlyMap<string, string>;
  beforeAll(() => {
    headings = new Map(readRunbooks(folder));
  });

  it('has one runbook heading, and no heading lacks a rule', () => {
    const ids = readRunbooks(folder).map(([id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => (ruleset.rules.get(id)?.body.level ?? 0) === 0)).toEqual([]);
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

  it.each(alerting.map(({ id }) => id))('%s has samples that differ in the point of the rule', (id) => {
    const { fires, silent } = readSample(sampleOf(id));
    expect(silent).not.toEqual(fires);
    expect(silent).toHaveLength(fires.length);
    expect(differenceOfSequences(fires, silent)).toBeLessThan(POINT_OF_THE_RULE);
  });

  it.each(alerting.map((rule) => [rule.id, rule.body] as const))('%s names what the catalogues have', (_, body) => {
    expect(body.mitre.filter((technique) => !context.catalogue.has(technique))).toEqual([]);
    if (body.level < 4) return;
    expect(body.mitre.length).toBeGreaterThan(0);
    expect(body.groups.some((group) => CONTROL.test(group))).toBe(true);
  });
});
