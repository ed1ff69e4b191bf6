import { CustomResource, Duration } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { allowSecret } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { migrationContent, migrationHash } from './migration-content.ts';
import type { PipelineParts } from './pipeline-stack.ts';

/**
 * Database migrations and index templates, run at deploy and again when their content changes. The provider stands
 * between: it answers CloudFormation also when the Lambda itself cannot start, so that a deploy fails and never hangs.
 */
export function migrateStep(stack: StageStack, { network, storage }: PipelineParts): CustomResource {
  const { keys, database, searchRoles } = storage;
  const files = migrationContent(stack.sourceRoot);
  const step = new StepLambda(stack, {
    step: 'migrate',
    key: keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: 600,
    environment: {
      ADMIN_SECRET_ARN: database.adminSecret.secretArn,
      SEARCH_WRITER_ROLE_ARNS: [searchRoles.writers.index.roleArn, searchRoles.writers.sweep.roleArn].join(','),
      SEARCH_READER_ROLE_ARNS: searchRoles.reader.roleArn,
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'MigrateRole', searchRoles.administrator),
    files,
  });
  allowSecret(step, database.adminSecret, keys.data);
  allowSecret(step, database.applicationSecret, keys.data);
  const provider = new Provider(step, 'Provider', {
    onEventHandler: step.function,
    logGroup: new LogGroup(step, 'ProviderLogs', {
      encryptionKey: keys.data,
      retention: stack.config.logRetentionDays,
      removalPolicy: stack.removalPolicy,
    }),
  });
  return new CustomResource(step, 'Run', {
    resourceType: 'Custom::WatchkeepMigrations',
    serviceToken: provider.serviceToken,
    serviceTimeout: Duration.minutes(stack.config.stage === 'local' ? 2 : 15),
    properties: { contentHash: migrationHash(stack.sourceRoot, files) },
  });
}
