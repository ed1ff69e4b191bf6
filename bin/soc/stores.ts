import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { storesMetricsReader } from '../../adapters/metrics-reader.ts';
import { APPLICATION_ROLE } from '../../adapters/postgres/connection.ts';
import { type Database, databaseOf } from '../../adapters/postgres/database.ts';
import { countOutcomes } from '../../adapters/postgres/outcome-counts.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import type { MetricsReader } from '../../domain/ports/metrics-reader.ts';
import type { Connection } from './connection.ts';

/** The database of the local platform; on AWS it can't be reached from outside of its network. */
export const localDatabase = ({ run }: Connection): Database => {
  if (!run)
    throw new Error('this reads Postgres, which is not reachable from outside of the network on AWS: ask the API');
  const { host, port, user, password, database } = run.endpoints.postgres;
  // Row-level security does not bind the owner; the application's role is bound as the Lambdas are.
  const options = `-c role=${APPLICATION_ROLE}`;
  return databaseOf({ host, port, user, password, database, options, max: 2, allowExitOnIdle: true });
};

/** Counters straight from the stores, for the accounting identities. */
export const metricsOf = ({ output }: Connection, database: Database): MetricsReader => {
  const table = tableOf(output('TableName'));
  return storesMetricsReader({
    ledger: dynamoOfferLedger(table),
    archive: s3ArchiveStore(output('RawBucketName'), table),
    packs: dynamoPackStore(table),
    outcomes: {
      outcomes: (tenant, from, to) =>
        database.withTenant(tenant, (transaction) => countOutcomes(transaction, from, to)),
    },
  });
};
