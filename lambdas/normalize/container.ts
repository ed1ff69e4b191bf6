import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { dynamoParserStore } from '../../adapters/dynamodb/parser-store.ts';
import { packPayload } from '../../adapters/dynamodb/payload.ts';
import { dynamoRepeatWindows } from '../../adapters/dynamodb/repeat-windows.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsDataKeys } from '../../adapters/kms/data-keys.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import { repeatMemory } from '../../domain/normalize/batch/repeat-memory.ts';
import { refreshedParsers } from '../../domain/normalize/parse/refreshed-parsers.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const { TABLE_NAME, DATA_KEY_ID, LAMBDA_TASK_ROOT } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  const observed = observe('normalize');
  return {
    packs: dynamoPackStore(table),
    repeats: repeatMemory(dynamoRepeatWindows(table)),
    dataKeys: kmsDataKeys(DATA_KEY_ID, table),
    hasher: nodeHasher,
    base64: archiveTools.base64,
    zones: DEFAULT_ZONES,
    compressedSize: (events) => packPayload(events).length,
    parsers: refreshedParsers({
      own: await readParsers(LAMBDA_TASK_ROOT),
      store: dynamoParserStore(table),
      hasher: nodeHasher,
      now: Date.now,
      report: (fault) => {
        observed.metrics.addMetric('parsers_refused', MetricUnit.Count, 1);
        observed.logger.error('a parser was refused', { fault });
      },
    }),
    ...observed,
  };
};
