import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pascalCase, STEP_NAMES, stepEntry } from './step-entry.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('stepEntry', () => {
  it.each(STEP_NAMES)('finds the entry of %s', (step) => {
    expect(stepEntry(ROOT, step)).toBe(join(ROOT, 'lambdas', step, 'index.ts'));
  });

  it('says which file is missing', () => {
    expect(() => stepEntry(join(ROOT, 'lib'), 'archive')).toThrow('create lambdas/archive/index.ts');
  });
});

describe('pascalCase', () => {
  it('joins the words of a step', () => {
    expect(pascalCase('detect-incidents')).toBe('DetectIncidents');
  });
});
