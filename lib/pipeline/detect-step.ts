import { allowKey, allowTable } from '../lambda/grants.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import { allowRulesets } from './published-rulesets.ts';
import { releaseQueue } from './release-queue.ts';
import type { PipelineStep } from './step.ts';
import { readTable } from './table-reader.ts';

/** Packs from the table's stream through the rules, what was held with the timer's messages; alerts to the table and to the queue. */
export function detectStep(stack: StageStack, { storage, alerts }: PipelineParts): PipelineStep {
  const { buckets, keys, table } = storage;
  const step = new StepLambda(stack, {
    step: 'detect',
    key: keys.data,
    memoryMegabytes: 1769,
    timeoutSeconds: 60,
    environment: {
      TABLE_NAME: table.tableName,
      ALERT_QUEUE_URL: alerts.queue.queueUrl,
      RULESET_BUCKET: buckets.models.bucketName,
      RULES_KEY_ID: keys.rules.keyId,
    },
    files: ['detections', 'data/attack'],
  });
  allowTable(step, storage, [
    'BatchGetItem',
    'BatchWriteItem',
    'ConditionCheckItem',
    'DeleteItem',
    'GetItem',
    'PutItem',
    'Query',
  ]);
  step.allow(['sqs:SendMessage'], [alerts.queue.queueArn]);
  allowKey(step, keys.data, ['Decrypt', 'GenerateDataKey']);
  allowRulesets(step, storage);
  const read = readTable(stack, step, { table, key: keys.data, types: ['PACK'], batchSize: 200 });
  releaseQueue(stack, step, keys.data, read.dead);
  return read;
}
