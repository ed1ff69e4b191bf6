import path from 'node:path';
import { startAws } from './platform/aws.ts';
import type { Child } from './platform/child.ts';
import { type Endpoints, endpointsOf } from './platform/endpoints.ts';
import { toolsFolder } from './platform/folders.ts';
import { startOpenSearch } from './platform/opensearch.ts';
import { endLeftovers, forgetProcesses, recordProcesses, runningOwner } from './platform/owner-file.ts';
import type { PartContext } from './platform/part.ts';
import { requireFreePorts } from './platform/port-check.ts';
import type { Ports } from './platform/ports.ts';
import { startPostgres } from './platform/postgres.ts';
import { wipe } from './platform/wipe.ts';

export type PlatformOptions = {
  /** Folder of state and logs; made where it is missing. */
  readonly home: string;
  readonly ports: Ports;
  /** Wipe the state first. */
  readonly fresh?: boolean;
  /** AWS answers AccessDenied to what a role was not granted, and records what roles asked for. */
  readonly enforceIam?: boolean;
  /** Takes a progress line a step. */
  readonly log?: (line: string) => void;
  /** Gives up starting; what was started is stopped. */
  readonly signal?: AbortSignal;
};

export type Platform = {
  readonly endpoints: Endpoints;
  readonly parts: readonly Child[];
  readonly pids: Readonly<Record<string, number>>;
  /** Takes a process that somebody else started under the platform's care: recorded, and stopped before the others. */
  readonly adopt: (child: Child) => void;
  /** Stops every part: what was adopted first, then the platform's own; the state stays. */
  readonly stop: () => Promise<void>;
  /** Stops only what was adopted, so that what they sent can still be worked off. */
  readonly stopSenders: () => Promise<void>;
};

type Start = (context: PartContext, ports: Ports) => Promise<Child>;
const STARTS: Readonly<Record<string, Start>> = {
  postgres: startPostgres,
  opensearch: startOpenSearch,
  aws: startAws,
};

/** Senders first, the latest started before the earlier; then the Lambdas; then what they write to. */
const inStopOrder = (parts: readonly Child[]): readonly Child[] => {
  const ranks = Object.keys(STARTS);
  return parts.toReversed().toSorted((a, b) => rankOf(ranks, b) - rankOf(ranks, a));
};
const isSender = ({ name }: Child): boolean => !(name in STARTS);
const rankOf = (ranks: readonly string[], { name }: Child): number =>
  ranks.includes(name) ? ranks.indexOf(name) : ranks.length;

const claim = async (home: string, log: (line: string) => void): Promise<void> => {
  const owner = runningOwner(home);
  if (owner !== undefined) throw new Error(`It runs already (process ${owner}): npm run -s soc -- stop ends it.`);
  const ended = await endLeftovers(home);
  if (ended.length > 0) log(`ended what an interrupted run had left: ${ended.join(', ')}`);
  recordProcesses(home, []);
};

/**
 * Starts PostgreSQL, OpenSearch and MiniStack on 127.0.0.1 and waits until all answer.
 * @throws Error with one sentence: a port is taken, the platform runs already, a part did not become healthy (its log)
 */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { ports, enforceIam, log = () => {} } = options;
  const home = path.resolve(options.home);
  await claim(home, log);
  const parts: Child[] = [];
  const adopt = (child: Child): void => {
    parts.push(child);
    recordProcesses(home, parts);
  };
  // Whoever runs the platform may end without stopping it, as vitest does when it is interrupted.
  const abandon = (): void => {
    for (const part of inStopOrder(parts)) part.abandon();
  };
  process.on('exit', abandon);
  const stopSenders = async (): Promise<void> => {
    for (const part of inStopOrder(parts).filter(isSender)) await part.stop();
  };
  const stop = async (): Promise<void> => {
    for (const part of inStopOrder(parts)) await part.stop();
    process.off('exit', abandon);
    forgetProcesses(home);
  };
  try {
    await requireFreePorts(ports, ['aws', 'postgres', 'opensearch', 'opensearchTransport']);
    if (options.fresh) wipe(home);
    const failure = new AbortController();
    const signals = [failure.signal, ...(options.signal ? [options.signal] : [])];
    const context = { home, tools: toolsFolder(), enforceIam, adopt, signal: AbortSignal.any(signals) };
    const bring = async ([name, start]: readonly [string, Start]): Promise<void> => {
      const started = Date.now();
      await start(context, ports).catch((error: unknown) => {
        failure.abort(error);
        throw error;
      });
      log(`${name} is up (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    };
    await Promise.allSettled(Object.entries(STARTS).map(bring));
    failure.signal.throwIfAborted();
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = Object.fromEntries(parts.map(({ name, pid }) => [name, pid]));
  return { endpoints: endpointsOf(ports), parts, pids, adopt, stop, stopSenders };
};
