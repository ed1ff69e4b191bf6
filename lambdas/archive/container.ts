import { archiveTools } from '../../adapters/archive-tools.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { ArchiveDependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): ArchiveDependencies => {
  const { TABLE_NAME, RAW_BUCKET } = Config.parse(environment);
  return { store: s3ArchiveStore(RAW_BUCKET, tableOf(TABLE_NAME)), tools: archiveTools, ...observe('archive') };
};
