import { rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from '../../localstack/bootstrap.mjs';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { freePorts } from '../../localstack/platform/free-ports.ts';
import { runningOwner } from '../../localstack/platform/owner-file.ts';
import { type Platform, startPlatform } from '../../localstack/platform.ts';

const chooseHome = (): string => {
  const home = path.join(defaultHome(), 'test');
  return runningOwner(home) === undefined ? home : `${home}-${process.pid}`;
};

type Shared = { home: string; platform: Promise<Platform>; users: number };

// The projects' setup files are loaded as modules of their own; the process is what they share.
declare global {
  var watchkeepTestPlatform: Shared | undefined;
}

const start = async (home: string): Promise<Platform> => {
  await bootstrap('platform');
  const log = (line: string): boolean => process.stderr.write(`platform: ${line}\n`);
  return await startPlatform({ home, ports: await freePorts(), fresh: true, enforceIam: true, log });
};

const begin = (): Shared => {
  const home = chooseHome();
  return { home, platform: start(home), users: 0 };
};

/**
 * The one platform of this run; the first caller starts it. Its home, `test` beside the state of `npm start` (`test-<pid>`
 * where other tests run at the same time), keeps the logs of the last run. It enforces IAM: what a Lambda of the stacks was
 * not granted is denied to it as on AWS; the tests themselves hold the keys of the account's root.
 */
export const sharedPlatform = async (): Promise<{ platform: Platform; home: string }> => {
  globalThis.watchkeepTestPlatform ??= begin();
  const shared = globalThis.watchkeepTestPlatform;
  shared.users += 1;
  return { platform: await shared.platform, home: shared.home };
};

/** The last caller stops it. */
export const releasePlatform = async (): Promise<void> => {
  const shared = globalThis.watchkeepTestPlatform;
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  globalThis.watchkeepTestPlatform = undefined;
  await (await shared.platform).stop();
  if (shared.home.endsWith(`-${process.pid}`)) rmSync(shared.home, { recursive: true, force: true });
};
