import { type Table, tableOf } from '../../adapters/dynamodb/table.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { type Connection, connect } from '../../bin/soc/connection.ts';
import { localDatabase, metricsOf } from '../../bin/soc/stores.ts';
import { type Identity, identitiesOf } from '../../domain/accounting/identities.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { MINUTE_MS, minuteOf } from '../../domain/model/time.ts';
import type { ArchiveStore } from '../../domain/ports/archive-store.ts';
import type { Counters } from '../../domain/ports/metrics-reader.ts';
import type { Run } from '../../localstack/run-file.ts';

/** The system that test/support/platform-deployed.ts brought up, seen from its stores. */
export type DeployedSystem = {
  readonly connection: Connection;
  readonly run: Run;
  readonly table: Table;
  readonly bucket: string;
  readonly archive: ArchiveStore;
  /** Everything since the system came up, the current minute included. */
  readonly counters: (tenant: TenantId) => Promise<Counters>;
  readonly identities: (tenant: TenantId) => Promise<readonly Identity[]>;
  readonly close: () => Promise<void>;
};

/** Connects as the command line does: WATCHKEEP_HOME names the system. */
export const deployedSystem = async (): Promise<DeployedSystem> => {
  const connection = await connect();
  const { run, output } = connection;
  if (!run) throw new Error('the end-to-end tests read the stores of a local platform: unset WATCHKEEP_STAGE');
  const database = localDatabase(connection);
  const metrics = metricsOf(connection, database);
  const table = tableOf(output('TableName'));
  const bucket = output('RawBucketName');
  const from = `${minuteOf(new Date(Date.parse(run.startedAt) - MINUTE_MS).toISOString())}:00.000Z`;
  const counters = (tenant: TenantId) =>
    metrics.counters(tenant, from, `${minuteOf(new Date(Date.now() + 2 * MINUTE_MS).toISOString())}:00.000Z`);
  return {
    connection,
    run,
    table,
    bucket,
    archive: s3ArchiveStore(bucket, table),
    counters,
    identities: async (tenant) => identitiesOf(tenant, await counters(tenant)),
    close: () => database.close(),
  };
};
