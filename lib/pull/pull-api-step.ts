import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { PollCollector } from '../../domain/collect/pull/collector.ts';
import { Scheduled } from '../lambda/scheduled.ts';
import { pascalCase } from '../lambda/step-entry.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import { deadLetters } from '../pipeline/dead-letters.ts';
import type { StageStack } from '../stage-stack.ts';
import { allowStream, type PullParts } from './pull-parts.ts';

const TIMEOUT = Duration.minutes(5);

/** Asks REST APIs for their records: a schedule a source; reads the secrets of the collectors and no others. */
export function pullApiStep(
  stack: StageStack,
  parts: PullParts,
  polls: readonly PollCollector[],
): { step: StepLambda; dead: Queue } {
  const { storage, stream } = parts;
  const step = new StepLambda(stack, {
    step: 'pull-api',
    key: storage.keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: TIMEOUT.toSeconds(),
    environment: { TABLE_NAME: storage.table.tableName, STREAM_NAME: stream.streamName },
    files: ['collectors'],
  });
  allowStream(step, parts);
  step.allow(['secretsmanager:GetSecretValue'], [...new Set(polls.map(({ auth }) => auth.secret_arn))]);
  const secretKeys = new Set(polls.flatMap(({ auth }) => auth.key_arn ?? []));
  if (secretKeys.size > 0) step.allow(['kms:Decrypt'], [...secretKeys]);
  const dead = deadLetters(step, 'Dead', storage.keys.data);
  for (const { tenant, source, every_minutes } of polls)
    new Scheduled(step, pascalCase(`poll-${tenant}-${source}`), {
      dead,
      description: `of ${source} for ${tenant}`,
      expression: every_minutes === 1 ? 'rate(1 minute)' : `rate(${every_minutes} minutes)`,
      input: JSON.stringify({ tenant, source }),
      // The next run does the same work.
      retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
    });
  return { step, dead };
}
