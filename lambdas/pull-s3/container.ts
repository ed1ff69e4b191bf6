import { S3Client } from '@aws-sdk/client-s3';
import { readCollectorFiles } from '../../adapters/collector-files.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPullState } from '../../adapters/dynamodb/pull-state.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { s3ObjectReader } from '../../adapters/s3/object-reader.ts';
import { observe } from '../support/observability.ts';
import { pullWriter } from '../support/pull-writer.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const { TABLE_NAME, STREAM_NAME, LAMBDA_TASK_ROOT } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  const { buckets } = await readCollectorFiles(LAMBDA_TASK_ROOT);
  return {
    buckets,
    reader: s3ObjectReader(new S3Client({})),
    writer: pullWriter(STREAM_NAME),
    ledger: dynamoOfferLedger(table),
    state: dynamoPullState(table),
    hasher: nodeHasher,
    ...observe('pull-s3'),
  };
};
