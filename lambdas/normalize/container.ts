import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { packPayload } from '../../adapters/dynamodb/payload.ts';
import { dynamoRepeatWindows } from '../../adapters/dynamodb/repeat-windows.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsDataKeys } from '../../adapters/kms/data-keys.ts';
import { repeatMemory } from '../../domain/normalize/batch/repeat-memory.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const { TABLE_NAME, DATA_KEY_ID } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  return {
    packs: dynamoPackStore(table),
    repeats: repeatMemory(dynamoRepeatWindows(table)),
    dataKeys: kmsDataKeys(DATA_KEY_ID, table),
    hasher: nodeHasher,
    base64: archiveTools.base64,
    zones: DEFAULT_ZONES,
    compressedSize: (events) => packPayload(events).length,
    ...observe('normalize'),
  };
};
