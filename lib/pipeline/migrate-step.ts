import { CustomResource, Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { acknowledge } from '../acknowledge.ts';
import { allowSecret } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { migrationHash } from './migration-content.ts';
import type { PipelineParts } from './pipeline-parts.ts';

/**
 * Database migrations and index templates, run at deploy and again when their content changes. The provider stands
 * between: it answers CloudFormation also when the Lambda itself cannot start, so that a deploy fails and never hangs.
 */
export function migrateStep(stack: StageStack, { network, storage }: PipelineParts): CustomResource {
  const { keys, database, searchRoles } = storage;
  // Lambda before provider before deploy: each gives up a little earlier, so that the reason reaches the deploy.
  const deadlineSeconds = stack.config.migrationTimeoutMinutes * 60 - 30;
  const step = new StepLambda(stack, {
    step: 'migrate',
    key: keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: deadlineSeconds + 15,
    environment: {
      MIGRATION_DEADLINE_SECONDS: String(deadlineSeconds),
      ADMIN_SECRET_ARN: database.adminSecret.secretArn,
      SEARCH_WRITER_ROLE_ARNS: Object.values(searchRoles.writers)
        .map(({ roleArn }) => roleArn)
        .join(','),
      SEARCH_READER_ROLE_ARNS: Object.values(searchRoles.readers)
        .map(({ roleArn }) => roleArn)
        .join(','),
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'MigrateRole', searchRoles.administrator),
  });
  allowSecret(step, database.adminSecret, keys.data);
  allowSecret(step, database.applicationSecret, keys.data);
  const provider = migrationProvider(stack, step, keys.data);
  return new CustomResource(step, 'Run', {
    resourceType: 'Custom::WatchkeepMigrations',
    serviceToken: provider.serviceToken,
    serviceTimeout: Duration.minutes(stack.config.migrationTimeoutMinutes),
    properties: { contentHash: migrationHash(stack.sourceRoot) },
  });
}

function migrationProvider(stack: StageStack, step: StepLambda, key: IKey): Provider {
  const logGroup = new LogGroup(step, 'ProviderLogs', {
    encryptionKey: key,
    retention: stack.config.logRetentionDays,
    removalPolicy: stack.removalPolicy,
  });
  const role = new Role(step, 'ProviderRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const resource = step.function.node.defaultChild;
  const name = resource instanceof CfnFunction ? stack.getLogicalId(resource) : '';
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::<${name}.Arn>:*]`]: 'The provider of CDK invokes any version of this one function.',
  });
  return new Provider(step, 'Provider', { onEventHandler: step.function, frameworkOnEventRole: role, logGroup });
}
