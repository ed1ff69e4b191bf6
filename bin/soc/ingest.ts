import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { type TrackedLines, trackLines } from '../../domain/accounting/line-tracker.ts';
import { connect } from './connection.ts';
import { type Offered, offerLines } from './ingest/offer-lines.ts';
import { readLogFile } from './log-file.ts';
import { print, UsageError } from './output.ts';

type Options = { readonly tenant?: string; readonly timeout: string; readonly json?: boolean };

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const untilComplete = async (look: (now: number) => Promise<TrackedLines>, seconds: number): Promise<TrackedLines> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const tracked = await look(Date.now());
    process.stderr.write(
      `soc ingest: archived ${tracked.archived.size}, evaluated ${tracked.evaluated}, quarantined ${tracked.quarantined.length} of ${tracked.offered}\n`,
    );
    if (tracked.complete || Date.now() > deadline) return tracked;
    await pause(500);
  }
};

const countReasons = (tracked: TrackedLines): Record<string, number> => {
  const reasons: Record<string, number> = {};
  for (const { reason } of tracked.quarantined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return reasons;
};

const ingest = async (files: readonly string[], options: Options): Promise<void> => {
  if (options.tenant === undefined) throw new UsageError('name the tenant that the lines belong to: --tenant <id>');
  const { run, output, tenants } = await connect(options.tenant);
  const seeded = run?.tenants.find(({ id }) => id === options.tenant);
  const [tenant] = tenants;
  if (!run || !seeded || !tenant) throw new UsageError('soc ingest sends to the local platform: npm start');
  const seconds = Number(options.timeout);
  if (!(seconds > 0)) throw new UsageError(`--timeout ${options.timeout}: give a number of seconds`);
  const since = Date.now();
  const offered: Offered = { ingestIds: new Set(), rejected: [] };
  for (const file of files) {
    const { lines } = await readLogFile(file);
    const url = `http://127.0.0.1:${run.endpoints.ports.http}/api/logs`;
    await offerLines(url, seeded.ingestToken, lines, offered, randomUUID);
  }
  const table = tableOf(output('TableName'));
  const stores = {
    archive: s3ArchiveStore(output('RawBucketName'), table),
    tools: archiveTools,
    packs: dynamoPackStore(table),
  };
  const tracked = await untilComplete(trackLines(tenant, offered.ingestIds, since, stores), seconds);
  const summary = {
    tenant,
    offered: offered.ingestIds.size + offered.rejected.length,
    rejected: offered.rejected.length,
    archived: tracked.archived.size,
    normalized: tracked.normalized,
    quarantined: tracked.quarantined.length,
    reasons: countReasons(tracked),
    evaluated: tracked.evaluated,
    complete: tracked.complete,
  };
  print(options, summary, () =>
    Object.entries(summary).map(([name, value]) => `${name.padEnd(12)} ${JSON.stringify(value)}`),
  );
  process.exitCode = tracked.complete ? 0 : 1;
};

export const register = (program: Command): void => {
  program
    .command('ingest')
    .description('send files into the running platform and wait until every line is accounted for')
    .argument('<files...>', 'the same files that soc detect reads')
    .option('--tenant <id>', 'the tenant that the lines belong to')
    .option('--timeout <seconds>', 'how long to wait for the lines to be accounted for', '120')
    .option('--json', 'JSON on stdout')
    .action(ingest);
};
