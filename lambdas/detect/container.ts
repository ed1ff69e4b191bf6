import { readDetector } from '../../adapters/detector.ts';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoCorrelationStore } from '../../adapters/dynamodb/correlation-store.ts';
import { dynamoHoldStore } from '../../adapters/dynamodb/hold-store.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { sqsAlertQueue } from '../../adapters/sqs/alert-queue.ts';
import { sqsReleaseTimer } from '../../adapters/sqs/release-timer.ts';
import { heldEvents } from '../../domain/detect/live/held-events.ts';
import { StoredState } from '../../domain/detect/live/stored-windows.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const { TABLE_NAME, ALERT_QUEUE_URL, RELEASE_QUEUE_URL, LAMBDA_TASK_ROOT } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  return {
    detector: await readDetector(LAMBDA_TASK_ROOT),
    packs: dynamoPackStore(table),
    alerts: dynamoAlertStore(table),
    queue: sqsAlertQueue(ALERT_QUEUE_URL),
    windows: dynamoCorrelationStore(table, StoredState),
    hold: dynamoHoldStore(table),
    timer: sqsReleaseTimer(RELEASE_QUEUE_URL, Date.now),
    heldEvents: heldEvents(),
    clock: Date.now,
    ...observe('detect'),
  };
};
