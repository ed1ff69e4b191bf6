import { bootstrap } from '../../localstack/bootstrap.mjs';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { buildPortal } from '../../localstack/start/portal-build.ts';

/** Builds the portal where its sources have changed; no platform is needed. */
export default async function setup(): Promise<void> {
  await bootstrap('packages');
  await buildPortal({ home: defaultHome(), log: (line) => process.stderr.write(`${line}\n`) });
}
