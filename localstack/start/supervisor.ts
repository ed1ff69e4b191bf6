import type { Child } from '../platform/child.ts';
import { runningOwner } from '../platform/owner-file.ts';
import { requireFreePorts } from '../platform/port-check.ts';
import type { Ports } from '../platform/ports.ts';
import { type Platform, startPlatform } from '../platform.ts';
import { type Run, removeRun } from '../run-file.ts';
import { bringUp } from './bring-up.ts';

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

/** A part that ends while nobody stops it is reported; the others go on, so that it can be looked into. */
const watch = (child: Child, log: (line: string) => void): void => {
  void child.exited.then(({ how }) => {
    if (!child.stopping()) log(`${child.name} ${how} (process ${child.pid}); see its log: ${child.logFile}`);
  });
};

/**
 * Brings everything up in order: platform, stacks, seed, edge, portal, simulator.
 * @throws Error with a sentence; what was started is stopped
 */
export const supervise = async (options: SupervisorOptions): Promise<Running> => {
  const { home, ports, fresh, simulator, log, signal } = options;
  if (runningOwner(home) === undefined) {
    removeRun(home);
    await requireFreePorts(ports, ['tcpAcmeBank', 'tcpGlobexBank', 'udp', 'http', 'portal']);
  }
  const platform = await startPlatform({ home, ports, fresh, log, signal });
  const adopt = (child: Child): void => {
    platform.adopt(child);
    watch(child, log);
  };
  try {
    for (const part of platform.parts) watch(part, log);
    return { run: await bringUp({ ...platform, adopt }, { home, simulator, log, signal }), platform };
  } catch (error) {
    await platform.stop();
    removeRun(home);
    throw error;
  }
};
