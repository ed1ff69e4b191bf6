import type { TestProject } from 'vitest/node';
import { toolsFolder } from '../../localstack/platform/folders.ts';
import type { Run } from '../../localstack/run-file.ts';
import { bringUp } from '../../localstack/start/bring-up.ts';
import { releasePlatform, sharedPlatform } from './platform-shared.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The deployed and seeded system with its edge: `inject('run')`. */
    run: Run;
  }
}

/**
 * Deploys the stacks once, seeds them and starts the edge. `npm run -s soc` in a test finds this system by its environment.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { platform, home } = await sharedPlatform();
  process.env.WATCHKEEP_TOOLS = toolsFolder();
  process.env.WATCHKEEP_HOME = home;
  const log = (line: string): boolean => process.stderr.write(`platform: ${line}\n`);
  project.provide('run', await bringUp(platform, { home, simulator: false, log }));
  return releasePlatform;
}
