import { allowKey, allowObjects, allowSecret, allowTable } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import { allowWorkflow, workflowArnOf } from '../lambda/workflow.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import type { HuntQueue } from '../pipeline/hunt-queue.ts';
import { allowAudit, auditEnvironment } from '../response/audit-key.ts';
import { allowIpSets, ipSetEnvironment } from '../response/ip-sets.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { Users } from './user-pool.ts';

/** The one read/write broker for portal, Grafana and analysts. */
export function serveStep(
  stack: StageStack,
  network: NetworkStack,
  storage: StorageStack,
  users: Users,
  hunts: HuntQueue,
): StepLambda {
  const { keys, table, buckets, database, searchRoles } = storage;
  const step = new StepLambda(stack, {
    step: 'serve',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 28,
    environment: {
      TABLE_NAME: table.tableName,
      RAW_BUCKET: buckets.raw.bucketName,
      REPORT_BUCKET: buckets.raw.bucketName,
      STATE_MACHINE_ARN: workflowArnOf(stack),
      HUNT_QUEUE_URL: hunts.queue.queueUrl,
      ...auditEnvironment(storage),
      ...ipSetEnvironment(stack),
      USER_POOL_ID: users.pool.userPoolId,
      USER_POOL_CLIENT_ID: users.client.userPoolClientId,
      ALLOWED_ORIGINS: stack.config.api.allowedOrigins.join(','),
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'ServeRole', searchRoles.readers.serve),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowTable(step, storage, ['BatchGetItem', 'GetItem', 'Query']);
  allowObjects(step, storage, 'logs/*', ['GetObject']);
  // Links to reports carry the rights of whoever signed them.
  allowObjects(step, storage, 'reports/*', ['GetObject']);
  // Without it S3 answers 403 instead of 404 for an object that is not there.
  step.allow(['s3:ListBucket'], [buckets.raw.bucketArn]);
  // Hunts begin here and go on by themselves; the queue's key is the data key.
  step.allow(['sqs:SendMessage'], [hunts.queue.queueArn]);
  allowKey(step, keys.data, ['GenerateDataKey']);
  // Decisions on plans, and rollbacks by hand.
  allowWorkflow(step, stack, ['SendTaskSuccess']);
  allowAudit(step, storage);
  allowIpSets(step, stack);
  return step;
}
