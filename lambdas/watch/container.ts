import { readContent } from '../../adapters/detector.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { dynamoSourceWatchStore } from '../../adapters/dynamodb/source-watch-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchSourceFigures } from '../../adapters/opensearch/source-figures.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { readRuleNeeds } from '../../adapters/rule-needs.ts';
import { compileRuleset } from '../../domain/detect/ruleset.ts';
import { observe } from '../support/observability.ts';
import { pullWriter } from '../support/pull-writer.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const config = Config.parse(environment);
  const table = tableOf(config.TABLE_NAME);
  const { files } = await readContent(config.LAMBDA_TASK_ROOT);
  return {
    registry: postgresTenantRegistry(databaseFromEnvironment(config)),
    ports: {
      figures: openSearchSourceFigures(openSearchClient(config), indicesOf(config.INDEX_PREFIX)),
      ledger: dynamoOfferLedger(table),
      packs: dynamoPackStore(table),
      store: dynamoSourceWatchStore(table),
      writer: pullWriter(config.STREAM_NAME),
    },
    needs: await readRuleNeeds(config.LAMBDA_TASK_ROOT, compileRuleset(files, nodeHasher)),
    hasher: nodeHasher,
    clock: Date.now,
    ...observe('watch'),
  };
};
