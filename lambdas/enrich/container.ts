import { readCatalogues } from '../../adapters/catalogue-files.ts';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAssetRepository } from '../../adapters/postgres/asset-repository.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  return {
    lifecycle: postgresIncidentLifecycle(database),
    incidents: postgresIncidentRepository(database, nodeHasher),
    alerts: dynamoAlertStore(tableOf(config.TABLE_NAME)),
    assessments: postgresAssessmentStore(database),
    assets: postgresAssetRepository(database),
    ...(await readCatalogues(config.LAMBDA_TASK_ROOT)),
    clock: Date.now,
    ...observe('enrich'),
  };
};
