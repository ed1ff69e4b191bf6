import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  return {
    writer: openSearchWriter(openSearchClient(config)),
    indices: indicesOf(config.INDEX_PREFIX),
    clock: Date.now,
    ...observe('index'),
  };
};
