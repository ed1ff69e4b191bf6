import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { PullStateStore } from '../../domain/ports/pull-state.ts';
import { keys } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

const PullItem = z.object({ version: z.number(), json: z.string() });

/** What collectors remember, as items `T#<tenant>#PULL` / name, under a version condition. */
export const dynamoPullState = ({ client, name: TableName }: Table): PullStateStore => ({
  async load(tenant, name) {
    const Key = { pk: keys.pull(tenant), sk: name };
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : PullItem.parse(Item);
  },
  async save(tenant, name, json, version, days) {
    const ttl = days === undefined ? undefined : Math.floor(Date.now() / 1000) + days * 86_400;
    const Item = { pk: keys.pull(tenant), sk: name, type: 'PULL', tenant, version: version + 1, json, ttl };
    const condition =
      version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: '#version = :version', ExpressionAttributeNames: { '#version': 'version' } };
    const values = version === 0 ? {} : { ExpressionAttributeValues: { ':version': version } };
    try {
      await client.send(new PutCommand({ TableName, Item, ...condition, ...values }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  },
});
