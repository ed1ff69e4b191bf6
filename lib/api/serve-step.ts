import { allowObjects, allowSecret, allowTable } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { Users } from './user-pool.ts';

/** The one read/write broker for portal, Grafana and analysts. */
export function serveStep(stack: StageStack, network: NetworkStack, storage: StorageStack, users: Users): StepLambda {
  const { keys, table, buckets, database, searchRoles } = storage;
  const step = new StepLambda(stack, {
    step: 'serve',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 28,
    environment: {
      TABLE_NAME: table.tableName,
      RAW_BUCKET: buckets.raw.bucketName,
      USER_POOL_ID: users.pool.userPoolId,
      USER_POOL_CLIENT_ID: users.client.userPoolClientId,
      ALLOWED_ORIGINS: stack.config.api.allowedOrigins.join(','),
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'ServeRole', searchRoles.reader),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowTable(step, storage, ['BatchGetItem', 'GetItem', 'Query']);
  allowObjects(step, storage, 'logs/*', ['GetObject']);
  // Without it S3 answers 403 instead of 404 for an object that is not there.
  step.allow(['s3:ListBucket'], [buckets.raw.bucketArn]);
  return step;
}
