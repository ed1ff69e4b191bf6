import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { SourceWatchStore } from '../../domain/ports/source-watch-store.ts';
import { WatchState } from '../../domain/sources/watch-state.ts';
import { keys } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

const SK = 'STATE';
const Stored = z.object({ version: z.number(), json: z.string() });

/** What the watch knows of a tenant, as the item `T#<tenant>#SOURCEWATCH` / `STATE` under a version condition. */
export const dynamoSourceWatchStore = ({ client, name: TableName }: Table): SourceWatchStore => ({
  async load(tenant) {
    const Key = { pk: keys.sourceWatch(tenant), sk: SK };
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (Item === undefined) return undefined;
    const { version, json } = Stored.parse(Item);
    return { version, state: WatchState.parse(JSON.parse(json)) };
  },
  async save(tenant, state, version) {
    const pk = keys.sourceWatch(tenant);
    const Item = { pk, sk: SK, type: 'SOURCEWATCH', tenant, version: version + 1, json: JSON.stringify(state) };
    const condition =
      version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': version },
          };
    try {
      await client.send(new PutCommand({ TableName, Item, ...condition }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  },
});
