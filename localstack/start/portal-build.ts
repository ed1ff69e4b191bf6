import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { locked } from '../bootstrap/lock.mjs';
import { clone, node24 } from '../platform/folders.ts';
import { digestOf } from './digest.ts';
import { runProgram } from './program.ts';

export type PortalBuildOptions = {
  readonly home: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
};

/** The pages of the portal, as portal/build/site.ts makes them. */
export const portalSite = path.join(clone, 'portal', 'out');

const SOURCES = ['portal', 'domain/model', 'domain/ports', 'domain/serve', 'package-lock.json'];
const NO_SOURCES = /^portal\/(?:out|\.next|node_modules|testing)\/|^portal\/next-env\.d\.ts$|\.test\.tsx?$/;
const stampFile = path.join(clone, 'node_modules', '.watchkeep-portal-stamp');
const lockFile = path.join(clone, 'node_modules', '.watchkeep-portal.lock');

const stamp = (): string => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '');

/**
 * Builds the portal where its sources have changed since; needs no network.
 * @throws Error with the end of the log where the build fails
 */
export const buildPortal = ({ home, log, signal }: PortalBuildOptions): Promise<void> =>
  locked(lockFile, async () => {
    const sources = digestOf(clone, SOURCES, NO_SOURCES);
    if (stamp() === sources && existsSync(path.join(portalSite, 'index.html'))) {
      log('portal is built');
      return;
    }
    const started = Date.now();
    rmSync(stampFile, { force: true });
    const program = [path.join(clone, 'portal', 'build', 'site.ts')];
    await runProgram({ home, name: 'portal-build', command: node24, args: program, env: {}, signal });
    writeFileSync(stampFile, sources);
    log(`portal built (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  });
