import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DockerImage, FileSystem } from 'aws-cdk-lib';
import { type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { StageStack } from '../stage-stack.ts';

const BUILT = ['node_modules', 'out', '.next', '*.test.ts'];

/**
 * The portal's static export, built when it is deployed. The schemas of the API lie outside of its folder.
 * @throws Error with the last words of the build where it fails
 */
export function siteBundle({ sourceRoot, bundlingRequired }: StageStack): ISource {
  const portal = join(sourceRoot, 'portal');
  const tryBundle = (outputDirectory: string): boolean => {
    const build = spawnSync(process.execPath, [join('build', 'site.ts')], { cwd: portal, encoding: 'utf8' });
    if (build.status !== 0)
      throw new Error(`The portal was not built: ${`${build.stdout}${build.stderr}`.slice(-2000)}`);
    cpSync(join(portal, 'out'), outputDirectory, { recursive: true });
    return true;
  };
  const fingerprint = (folder: string) => FileSystem.fingerprint(join(sourceRoot, folder), { exclude: BUILT });
  return Source.asset(portal, {
    exclude: BUILT,
    assetHash: bundlingRequired ? `${fingerprint('portal')}${fingerprint('domain')}`.slice(0, 64) : 'not-bundled',
    bundling: { image: DockerImage.fromRegistry('node:24'), local: { tryBundle } },
  });
}
