import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Endpoints } from './platform/endpoints.ts';

/** What the seed gives back: the demo tenants and who may log in. */
export const Seeded = z.object({
  tenants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      tcpPort: z.number().int(),
      policy: z.string(),
      ingestToken: z.string(),
    }),
  ),
  logins: z.array(
    z.object({ username: z.string(), password: z.string(), tenants: z.array(z.string()), roles: z.array(z.string()) }),
  ),
});
export type Seeded = z.infer<typeof Seeded>;

/** A running local platform, as `npm start` wrote it down. */
export const Run = z.object({
  supervisor: z.object({ pid: z.number().int(), startedAt: z.string() }),
  /** RFC 3339 UTC. */
  startedAt: z.string(),
  endpoints: Endpoints,
  /** Base URL of the API, without a slash at its end. */
  apiUrl: z.string(),
  /** Parts and their process ids. */
  pids: z.record(z.string(), z.number().int()),
  /** Outputs of all stacks by name: `TableName`, `StreamName`, `RawBucketName` … */
  outputs: z.record(z.string(), z.string()),
  ...Seeded.shape,
});
export type Run = z.infer<typeof Run>;

const fileOf = (home: string): string => path.join(home, 'run.json');

/** The run of a home; undefined where nothing was started (a stale one is possible: see `isRunning`). */
export const readRun = (home: string): Run | undefined =>
  existsSync(fileOf(home)) ? Run.parse(JSON.parse(readFileSync(fileOf(home), 'utf8'))) : undefined;

/** Readable by its owner only: it holds passwords and tokens. */
export const writeRun = (home: string, run: Run): void => {
  mkdirSync(home, { recursive: true });
  const unfinished = `${fileOf(home)}.new`;
  writeFileSync(unfinished, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, fileOf(home));
};

export const removeRun = (home: string): void => rmSync(fileOf(home), { force: true });
