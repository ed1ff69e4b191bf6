import { rmSync } from 'node:fs';
import { awsEnvironment } from '../platform/aws.ts';
import type { Child } from '../platform/child.ts';
import { toolsFolder } from '../platform/folders.ts';
import { runningOwner } from '../platform/owner-file.ts';
import { requireFreePorts } from '../platform/port-check.ts';
import type { Ports } from '../platform/ports.ts';
import { identityOf } from '../platform/process-identity.ts';
import { type Platform, startPlatform } from '../platform.ts';
import { type Run, removeRun, writeRun } from '../run-file.ts';
import { apiUrlOf, deploy } from './deployment.ts';
import { startEdge } from './edge.ts';
import { seed } from './seed.ts';
import { startSimulator } from './simulator.ts';

export type SupervisorOptions = {
  readonly home: string;
  readonly ports: Ports;
  readonly fresh: boolean;
  readonly simulator: boolean;
  readonly log: (line: string) => void;
  /** Aborted by Ctrl-C or SIGTERM: what runs is stopped and nothing more is started. */
  readonly signal: AbortSignal;
};

export type Running = { readonly run: Run; readonly platform: Platform };

const runOf = (platform: Platform, rest: Pick<Run, 'outputs' | 'tenants' | 'logins'>): Run => ({
  supervisor: identityOf(process.pid) ?? { pid: process.pid, startedAt: '' },
  startedAt: new Date().toISOString(),
  endpoints: platform.endpoints,
  apiUrl: apiUrlOf(platform.endpoints, rest.outputs),
  pids: Object.fromEntries(platform.parts.map(({ name, pid }) => [name, pid])),
  ...rest,
});

/** A part that ends while nobody stops it is reported once; the others go on, so that it can be looked into. */
const watch = (child: Child, { log, signal }: SupervisorOptions): void => {
  void child.exited.then(({ how }) => {
    if (!signal.aborted) log(`${child.name} ${how} (process ${child.pid}); see its log: ${child.logFile}`);
  });
};

const bringUp = async (options: SupervisorOptions, platform: Platform): Promise<Run> => {
  const { home, log, signal } = options;
  const { endpoints, adopt } = platform;
  // Seed and status talk to AWS by the SDK, which looks here.
  Object.assign(process.env, awsEnvironment(endpoints.aws));
  const outputs = await deploy({ home, endpoints, log, signal });
  const seeded = await seed({ endpoints, outputs, log });
  log(`seeded ${seeded.tenants.length} tenants and ${seeded.logins.length} logins`);
  signal.throwIfAborted();
  await startEdge({ home, tools: toolsFolder(), adopt, signal }, endpoints, outputs);
  log('edge is up');
  const rest = { outputs, ...seeded };
  writeRun(home, runOf(platform, rest));
  if (options.simulator) {
    adopt(await startSimulator(home));
    log('simulator sends 50 events/s');
  }
  const run = runOf(platform, rest);
  writeRun(home, run);
  return run;
};

/**
 * Brings everything up in order: platform, stacks, seed, edge, simulator.
 * @throws Error with a sentence; what was started is stopped
 */
export const supervise = async (options: SupervisorOptions): Promise<Running> => {
  const { home, ports, fresh, log, signal } = options;
  if (runningOwner(home) === undefined) {
    rmSync(`${home}/run.json`, { force: true });
    await requireFreePorts(ports, ['tcpAcmeBank', 'tcpGlobexBank', 'udp', 'http']);
  }
  const platform = await startPlatform({ home, ports, fresh, log, signal });
  try {
    for (const part of platform.parts) watch(part, options);
    const started = platform.parts.length;
    const run = await bringUp(options, platform);
    for (const part of platform.parts.slice(started)) watch(part, options);
    return { run, platform };
  } catch (error) {
    await platform.stop();
    removeRun(home);
    throw error;
  }
};
