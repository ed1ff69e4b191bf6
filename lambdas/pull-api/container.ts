import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readCollectorFiles } from '../../adapters/collector-files.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPullState } from '../../adapters/dynamodb/pull-state.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { httpPageFetcher } from '../../adapters/http/page-fetcher.ts';
import { collectorLogin } from '../../adapters/secrets-manager/collector-login.ts';
import { observe } from '../support/observability.ts';
import { pullWriter } from '../support/pull-writer.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

const ANSWER_WITHIN_MS = 20_000;

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const { TABLE_NAME, STREAM_NAME, LAMBDA_TASK_ROOT } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  const { polls } = await readCollectorFiles(LAMBDA_TASK_ROOT);
  const fetch = httpPageFetcher(ANSWER_WITHIN_MS);
  return {
    polls,
    fetch,
    authorize: collectorLogin(new SecretsManagerClient({}), fetch, Date.now),
    writer: pullWriter(STREAM_NAME),
    ledger: dynamoOfferLedger(table),
    state: dynamoPullState(table),
    hasher: nodeHasher,
    now: Date.now,
    ...observe('pull-api'),
  };
};
