import { type Child, startChild } from '../platform/child.ts';
import { clone, node24 } from '../platform/folders.ts';
import { logFileOf } from '../platform/part.ts';
import { projectEnvironment } from './program.ts';

/** Ordinary traffic for both tenants until it is stopped; it finds the edge by run.json. */
export const startSimulator = (home: string): Promise<Child> =>
  startChild({
    name: 'simulator',
    command: node24,
    args: ['bin/soc.ts', 'simulate', '--rate', '50'],
    cwd: clone,
    env: projectEnvironment({ WATCHKEEP_HOME: home }),
    logFile: logFileOf(home, 'simulator'),
    stopSignal: 'SIGTERM',
    stopWithinMs: 5_000,
  });
