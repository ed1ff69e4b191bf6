import type { Command } from 'commander';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { incidentDocument } from '../../adapters/opensearch/documents.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { rebuildCopies } from '../../adapters/opensearch/rebuild.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { drainOutbox, enqueueAllIncidents } from '../../adapters/postgres/outbox.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { connect } from './connection.ts';
import { print, UsageError } from './output.ts';
import { localDatabase } from './stores.ts';

type Options = { readonly tenant?: string; readonly json?: boolean };

const INDEX_PREFIX = 'banking-soc';

const rebuild = async (options: Options): Promise<void> => {
  const connection = await connect(options.tenant);
  const { run, output, tenants } = connection;
  if (!run)
    throw new UsageError('soc rebuild works on the local platform; on AWS, OpenSearch is inside of the network');
  const table = tableOf(output('TableName'));
  const indices = indicesOf(INDEX_PREFIX);
  const writer = openSearchWriter(
    openSearchClient({ OPENSEARCH_ENDPOINT: run.endpoints.opensearch, INDEX_PREFIX, AWS_REGION: run.endpoints.region }),
  );
  const database = localDatabase(connection);
  const archive = s3ArchiveStore(output('RawBucketName'), table);
  const sources = { archive, packs: dynamoPackStore(table), alerts: dynamoAlertStore(table) };
  let failed = 0;
  try {
    for (const tenant of tenants) {
      const { events, alerts, failures } = await rebuildCopies(tenant, sources, writer, indices);
      await enqueueAllIncidents(database, tenant);
      const incidents = await drainOutbox(database, tenant, writer, (incident, version) =>
        incidentDocument(indices, incident, version),
      );
      failed += failures.length + Object.keys(incidents.failed).length;
      print(options, { tenant, events, alerts, incidents: incidents.written, failures }, () => [
        `${tenant}: ${events} events, ${alerts} alerts, ${incidents.written} incidents written; ${failures.length} documents refused`,
        ...failures.slice(0, 5).map(({ index, id, reason }) => `  ${index}/${id}: ${reason}`),
      ]);
    }
  } finally {
    await database.close();
  }
  process.exitCode = failed > 0 ? 1 : 0;
};

export const register = (program: Command): void => {
  program
    .command('rebuild')
    .description('write the copies in OpenSearch again, from the table, the archive and Postgres')
    .option('--tenant <id>', 'one tenant (default: all)')
    .option('--json', 'JSON on stdout, a line a tenant')
    .action(rebuild);
};
