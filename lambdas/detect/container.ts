import { setTimeout } from 'node:timers/promises';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { readDetector } from '../../adapters/detector.ts';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoCorrelationStore } from '../../adapters/dynamodb/correlation-store.ts';
import { dynamoHoldStore } from '../../adapters/dynamodb/hold-store.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { unpackRuleset } from '../../adapters/ruleset-packing.ts';
import { s3RulesetReleases } from '../../adapters/s3/ruleset-releases.ts';
import { sqsAlertQueue } from '../../adapters/sqs/alert-queue.ts';
import { sqsReleaseTimer } from '../../adapters/sqs/release-timer.ts';
import { StoredState } from '../../domain/detect/live/stored-windows.ts';
import { refreshedDetector } from '../../domain/detect/ruleset-release/refreshed-detector.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const config = Config.parse(environment);
  const { ALERT_QUEUE_URL, RELEASE_QUEUE_URL, LAMBDA_TASK_ROOT } = config;
  const table = tableOf(config.TABLE_NAME);
  const observed = observe('detect');
  return {
    rules: refreshedDetector({
      own: await readDetector(LAMBDA_TASK_ROOT),
      releases: s3RulesetReleases(config.RULESET_BUCKET),
      signer: kmsAuditSigner(config.RULES_KEY_ID),
      hasher: nodeHasher,
      unpack: unpackRuleset,
      now: Date.now,
      changed: (version) => observed.logger.info('other rules are in force', { version }),
      refused: (reason) => {
        observed.metrics.addMetric('rulesets_refused', MetricUnit.Count, 1);
        observed.logger.error('a ruleset was refused; the old one stays', { reason });
      },
    }),
    packs: dynamoPackStore(table),
    alerts: dynamoAlertStore(table),
    queue: sqsAlertQueue(ALERT_QUEUE_URL),
    windows: dynamoCorrelationStore(table, StoredState),
    hold: dynamoHoldStore(table),
    timer: sqsReleaseTimer(RELEASE_QUEUE_URL, Date.now),
    clock: Date.now,
    pause: setTimeout,
    ...observed,
  };
};
