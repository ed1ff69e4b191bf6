import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverageFile, ownCoverage } from './testing/own-coverage.ts';

describe('docs/coverage.md', () => {
  it('is what the rules make it: npx node detections/testing/write-coverage.ts', async () => {
    expect(readFileSync(coverageFile, 'utf8')).toBe(await ownCoverage());
  });
});
