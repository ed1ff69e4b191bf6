import { awsEnvironment } from '../platform/aws.ts';
import { toolsFolder } from '../platform/folders.ts';
import { identityOf } from '../platform/process-identity.ts';
import type { Platform } from '../platform.ts';
import { type Run, writeRun } from '../run-file.ts';
import { seedPlatform } from '../seed/index.ts';
import { apiUrlOf, deploy } from './deployment.ts';
import { startEdge } from './edge.ts';
import { startPortal } from './portal.ts';
import { buildPortal } from './portal-build.ts';
import { startSimulator } from './simulator.ts';

export type BringUpOptions = {
  readonly home: string;
  readonly simulator: boolean;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
};

const runOf = (platform: Platform, rest: Pick<Run, 'outputs' | 'tenants' | 'logins'>): Run => ({
  supervisor: identityOf(process.pid) ?? { pid: process.pid, startedAt: '' },
  startedAt: new Date().toISOString(),
  endpoints: platform.endpoints,
  apiUrl: apiUrlOf(platform.endpoints, rest.outputs),
  pids: Object.fromEntries(platform.parts.map(({ name, pid }) => [name, pid])),
  ...rest,
});

/**
 * Brings Watchkeep onto a running platform: stacks, seed, edge, portal, simulator; written down in run.json. What it starts is the
 * platform's to stop.
 * @throws Error with a sentence where a step fails
 */
export const bringUp = async (platform: Platform, options: BringUpOptions): Promise<Run> => {
  const { home, log, signal } = options;
  const { endpoints, adopt } = platform;
  // Seed and counters use the SDK, which looks here.
  Object.assign(process.env, awsEnvironment(endpoints.aws));
  const outputs = await deploy({ home, endpoints, log, signal });
  const seeded = await seedPlatform({ endpoints, outputs, log, home });
  log(`seeded ${seeded.tenants.length} tenants and ${seeded.logins.length} logins`);
  signal?.throwIfAborted();
  const context = { home, tools: toolsFolder(), adopt, signal };
  await startEdge(context, endpoints, outputs);
  log('edge is up');
  await buildPortal({ home, log, signal });
  await startPortal(context, endpoints, outputs);
  log('portal is up');
  const rest = { outputs, ...seeded };
  writeRun(home, runOf(platform, rest));
  if (options.simulator) {
    // It reads run.json.
    adopt(await startSimulator(home));
    log('simulator sends 50 events/s');
  }
  const run = runOf(platform, rest);
  writeRun(home, run);
  return run;
};
