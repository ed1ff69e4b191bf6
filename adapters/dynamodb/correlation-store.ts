import { createHash } from 'node:crypto';
import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { CorrelationStore, StoredWindow, WindowKey } from '../../domain/ports/correlation-store.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { isConditionFailure, type Table } from './table.ts';

/** What one BatchGetItem takes. */
const MAXIMUM_READS = 100;

const WindowItem = z.object({
  ruleId: z.string(),
  group: z.string(),
  version: z.number(),
  data: z.instanceof(Uint8Array),
});

// A group's values come from logs and may be long; the key holds their hash.
const keyOf = (tenant: TenantId, { ruleId, group }: WindowKey) => ({
  pk: keys.window(tenant, ruleId),
  sk: createHash('sha256').update(group).digest('hex'),
});

/** The condition that a window was not written since it was read, and the item that takes its place. */
export const windowWrite = <State>(
  table: Table,
  tenant: TenantId,
  { key, version, state }: StoredWindow<State>,
  expiresAt: number,
) => {
  const head = { ...keyOf(tenant, key), type: 'WINDOW', tenant, ...key };
  return {
    TableName: table.name,
    Item: { ...head, version: version + 1, ttl: expiresAt, data: packPayload(state) },
    ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
    ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
  };
};

/** Correlation windows as items with a version; `schema` reads the engine's state back. */
export const dynamoCorrelationStore = <Schema extends z.ZodType>(
  table: Table,
  schema: Schema,
): CorrelationStore<z.infer<Schema>> => ({
  async load(tenant, wanted) {
    const found: StoredWindow<z.infer<Schema>>[] = [];
    for (let at = 0; at < wanted.length; at += MAXIMUM_READS) {
      let keysLeft: Record<string, unknown>[] = wanted.slice(at, at + MAXIMUM_READS).map((key) => keyOf(tenant, key));
      while (keysLeft.length > 0) {
        const request = { [table.name]: { Keys: keysLeft, ConsistentRead: true } };
        const answer = await table.client.send(new BatchGetCommand({ RequestItems: request }));
        for (const item of answer.Responses?.[table.name] ?? []) {
          const { ruleId, group, version, data } = WindowItem.parse(item);
          found.push({ key: { ruleId, group }, version, state: payloadOf(data, schema) });
        }
        keysLeft = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
      }
    }
    return found;
  },
  async save(tenant, window, expiresAt) {
    try {
      await table.client.send(new PutCommand(windowWrite(table, tenant, window, expiresAt)));
      return 'saved';
    } catch (error) {
      if (isConditionFailure(error)) return 'conflict';
      throw error;
    }
  },
});
