import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readDetector } from '../../adapters/detector.ts';
import { coverageDocument } from './coverage.ts';
import { readRecordings } from './recordings.ts';

const root = path.join(import.meta.dirname, '../..');

export const coverageFile = path.join(root, 'docs/coverage.md');

/** `docs/coverage.md` as the rules of the project make it now. */
export const ownCoverage = async (): Promise<string> => {
  const { ruleset, context } = await readDetector(root);
  const samples = readdirSync(path.join(root, 'detections/samples'));
  const sampled = new Set(samples.map((name) => path.parse(name).name));
  return coverageDocument({ ruleset, catalogue: context.catalogue, sampled, recordings: readRecordings() });
};
