import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readParsers } from '../adapters/parser-files.ts';
import { faultText } from '../domain/normalize/parse/fault.ts';
import { parserSet } from '../domain/normalize/parse/parser-set.ts';
import { parsedEvent, readParserSamples } from './testing/parser-sample.ts';

const root = path.join(import.meta.dirname, '..');
const { parsers, faults } = await readParsers(root);
const set = parserSet(parsers);
const samplesOf = (name: string) =>
  readParserSamples(readFileSync(path.join(import.meta.dirname, 'parsers', `${name}.sample.yaml`), 'utf8'));

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
});
