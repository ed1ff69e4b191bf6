import { putAccessRoles } from '../../adapters/opensearch/access-roles.ts';
import { openSearchClient, replicasAt } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { putLifecyclePolicy } from '../../adapters/opensearch/lifecycle-policy.ts';
import { putTemplates } from '../../adapters/opensearch/put-templates.ts';
import { rejectedTemplate } from '../../adapters/opensearch/rejected-template.ts';
import { retentionOf } from '../../adapters/opensearch/retention.ts';
import { indexTemplates } from '../../adapters/opensearch/templates/index-templates.ts';
import { addressOf, loginFromSecret } from '../../adapters/postgres/connection.ts';
import { migrateDatabase } from '../../adapters/postgres/migrate.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies, MigrationStep } from './handler.ts';

const databaseStep = (config: Config): MigrationStep => ({
  name: 'database migrations',
  run: async (deadlineMs) => {
    const [admin, application] = await Promise.all([
      loginFromSecret(config.ADMIN_SECRET_ARN),
      loginFromSecret(config.DATABASE_SECRET_ARN),
    ]);
    const ran = await migrateDatabase({
      address: addressOf(config),
      admin,
      applicationPassword: application.password,
      deadlineMs,
    });
    return { ran };
  },
});

const searchSteps = (config: Config): readonly MigrationStep[] => {
  const client = openSearchClient(config);
  const prefix = config.INDEX_PREFIX;
  const replicas = replicasAt(config.OPENSEARCH_ENDPOINT);
  const { allLogs, allAlerts } = indicesOf(prefix);
  const access = { writers: config.SEARCH_WRITER_ROLE_ARNS, readers: config.SEARCH_READER_ROLE_ARNS };
  return [
    {
      name: 'index templates',
      run: async () => ({
        conflicts: await putTemplates(client, [
          ...indexTemplates(prefix, replicas),
          rejectedTemplate(prefix, replicas),
        ]),
      }),
    },
    {
      name: 'index lifecycle',
      run: async () => ({ policy: await putLifecyclePolicy(client, [allLogs, allAlerts], retentionOf(config)) }),
    },
    { name: 'search roles', run: async () => ({ roles: await putAccessRoles(client, prefix, access) }) },
  ];
};

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const { logger } = observe('migrate');
  return {
    steps: [databaseStep(config), ...searchSteps(config)],
    deadlineMs: config.MIGRATION_DEADLINE_SECONDS * 1000,
    logger,
  };
};
