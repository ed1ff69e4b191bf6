import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The steps that are Lambdas; each has a folder in `lambdas/`. */
export const STEP_NAMES = [
  'collect',
  'pull-s3',
  'pull-api',
  'archive',
  'normalize',
  'detect',
  'detect-incidents',
  'hunt',
  'index',
  'score',
  'enrich',
  'plan',
  'approve',
  'respond',
  'report',
  'serve',
  'migrate',
  'sweep',
  'watch',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** `detect-incidents` → `DetectIncidents`. */
export function pascalCase(step: string): string {
  return step.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Path of a step's entry file.
 * @throws Error that names the missing file.
 */
export function stepEntry(sourceRoot: string, step: StepName): string {
  const path = join(sourceRoot, 'lambdas', step, 'index.ts');
  if (!existsSync(path)) {
    throw new Error(`The ${step} Lambda has no entry file: create lambdas/${step}/index.ts that exports "handler".`);
  }
  return path;
}
