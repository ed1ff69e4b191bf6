import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParsers } from '../adapters/parser-files.ts';
import type { Field } from '../domain/normalize/fields/field.ts';
import { FIELDS } from '../domain/normalize/fields.ts';
import { faultText } from '../domain/normalize/parse/fault.ts';
import { parserSet } from '../domain/normalize/parse/parser-set.ts';
import { normalizeIp } from '../domain/normalize/values/ip.ts';
import { AWS_WAF_LINE, LOG_TYPE_LINES } from '../test/support/fixture-lines.ts';
import { parsedEvent, readParserSamples } from './testing/parser-sample.ts';

const root = path.join(import.meta.dirname, '..');
const { parsers, faults } = await readParsers(root);
const set = parserSet(parsers);
const samplesOf = (name: string) =>
  readParserSamples(readFileSync(path.join(import.meta.dirname, 'parsers', `${name}.sample.yaml`), 'utf8'));

/** The record with one of its values, counted in depth-first order, replaced. */
const replacedAt = (record: unknown, seed: number, value: unknown): unknown => {
  const text = JSON.stringify(record);
  let count = 0;
  JSON.parse(text, (_, old: unknown) => {
    count++;
    return old;
  });
  let at = 0;
  return JSON.parse(text, (key, old: unknown) => (at++ === seed % count && key !== '' ? value : old));
};

describe('the parsers of detections/parsers', () => {
  it('are all well formed, and each has a name of its own', () => {
    expect(faults.map(faultText)).toEqual([]);
    expect(new Set(parsers.map(({ name }) => name)).size).toBe(parsers.length);
  });

  it.each(parsers.map(({ name }) => name))('%s reads its samples', (name) => {
    for (const { line, fields } of samplesOf(name)) {
      const event = parsedEvent(line, set);
      expect(event, line).toMatchObject({ ...fields, 'event.parser': name });
      const time = Object.hasOwn(fields, 'event.time_assumed');
      expect(event['event.time_assumed'] === true, `${line}: its time was not found`).toBe(time);
    }
  });

  it('fill fields as the index templates expect them', () => {
    const fields: Record<string, Field> = FIELDS;
    for (const { name } of parsers)
      for (const { line } of samplesOf(name))
        for (const [field, value] of Object.entries(parsedEvent(line, set))) {
          const { type, many } = fields[field] ?? {};
          expect(Array.isArray(value), `${name}: ${field}`).toBe(many);
          for (const item of Array.isArray(value) ? value : [value]) {
            const expected =
              type === 'long' || type === 'double' ? 'number' : type === 'boolean' ? 'boolean' : 'string';
            expect(typeof item, `${name}: ${field}`).toBe(expected);
            if (type === 'ip') expect(normalizeIp(String(item)), `${name}: ${field}`).toBe(item);
          }
        }
  });

  it('leave the lines of the built-in types alone', () => {
    for (const line of [...Object.values(LOG_TYPE_LINES), AWS_WAF_LINE])
      expect(parsedEvent(line, set)['event.parser'], line).toBeUndefined();
  });

  it('never fail, whatever the values of their lines are', () => {
    const texts = parsers.flatMap(({ name }) => samplesOf(name).map(({ line }) => line));
    const records = texts.filter((line) => line.startsWith('{')).map((line): unknown => JSON.parse(line));
    const strange = fc.oneof(fc.jsonValue(), fc.constant(null), fc.string({ maxLength: 2000 }));
    fc.assert(
      fc.property(fc.constantFrom(...records), fc.nat(), strange, (record, seed, value) => {
        expect(parsedEvent(JSON.stringify(replacedAt(record, seed, value)), set)['event.original']).toBeDefined();
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.string({ maxLength: 30 }), (line, at, inserted) => {
        const cut = at % line.length;
        const changed = line.slice(0, cut) + inserted.replaceAll('\0', '') + line.slice(cut + 1);
        if (!changed.trimStart().startsWith('{') && !changed.trimStart().startsWith('['))
          expect(parsedEvent(changed, set)['event.original']).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
