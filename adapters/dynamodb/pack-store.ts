import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { NormalizedEvent } from '../../domain/model/event.ts';
import { EventId, positionOf, sortableKeyOf } from '../../domain/model/position.ts';
import { QuarantineEntry } from '../../domain/model/quarantine.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { countByMinute } from '../../domain/model/time.ts';
import { BUCKETS } from '../../domain/normalize/batch/cut-packs.ts';
import type { EvaluationReceipt, Pack, PackStore } from '../../domain/ports/pack-store.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { isConditionFailure, queryItems, type Table } from './table.ts';
import { writeAll } from './write-all.ts';

const PositionSchema = z.object({ shard: z.number(), sequence: z.string(), subindex: z.number() });

export const PackItem = z.object({
  type: z.literal('PACK'),
  tenant: TenantId,
  hour: z.string(),
  bucket: z.number(),
  first: PositionSchema,
  last: PositionSchema,
  events: z.number(),
  data: z.instanceof(Uint8Array),
});

const SizeItem = z.object({ sk: z.string(), events: z.number(), minutes: z.record(z.string(), z.number()) });

const minutesOf = (events: Pack['events']) => countByMinute(events.map((event) => event['event.ingested']));

const Receipt = z.object({
  tenant: TenantId,
  hour: z.string(),
  packKey: z.string(),
  evaluated: z.number(),
  errored: z.record(z.string(), z.number()),
  skipped: z.record(z.string(), z.number()),
  alerts: z.record(z.string(), z.number()),
  rulesetVersion: z.string(),
});

const packOf = (item: unknown): Pack => {
  const { tenant, hour, bucket, first, last, data } = PackItem.parse(item);
  return { tenant, hour, bucket, first, last, events: payloadOf(data, z.array(NormalizedEvent)) };
};

const watermarkKey = (tenant: TenantId, shard: number) => ({
  pk: keys.watermark(tenant),
  sk: String(shard).padStart(6, '0'),
});

/** Packs, watermarks, quarantine and evaluation receipts as items of the table. */
export const dynamoPackStore = (table: Table): PackStore => {
  const put = (Item: Record<string, unknown>, condition?: string) =>
    table.client.send(new PutCommand({ TableName: table.name, Item, ConditionExpression: condition }));
  const get = async (key: Record<string, unknown>) =>
    (await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }))).Item;

  return {
    async put(tenant, pack) {
      const key = { pk: keys.pack(tenant, pack.hour, pack.bucket), sk: sortableKeyOf(pack.first) };
      const { events, ...head } = pack;
      try {
        const item = {
          ...key,
          type: 'PACK',
          ...head,
          tenant,
          events: events.length,
          minutes: minutesOf(events),
          data: packPayload(events),
        };
        await put(item, 'attribute_not_exists(pk)');
        return { kind: 'stored' };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return { kind: 'exists', last: PackItem.parse(await get(key)).last };
      }
    },
    async pack(tenant, { hour, bucket, packKey }) {
      const item = await get({ pk: keys.pack(tenant, hour, bucket), sk: packKey });
      return item && packOf(item);
    },
    async watermark(tenant, shard) {
      const item = await get(watermarkKey(tenant, shard));
      return item && positionOf(z.object({ position: EventId }).parse(item).position);
    },
    async advance(tenant, shard, to) {
      try {
        await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: watermarkKey(tenant, shard),
            UpdateExpression: 'SET #type = :type, tenant = :tenant, sortable = :sortable, #position = :position',
            ConditionExpression: 'attribute_not_exists(sortable) OR sortable < :sortable',
            ExpressionAttributeNames: { '#type': 'type', '#position': 'position' },
            ExpressionAttributeValues: {
              ':type': 'WATERMARK',
              ':tenant': tenant,
              ':sortable': sortableKeyOf(to),
              ':position': `${to.shard}:${to.sequence}:${to.subindex}`,
            },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },
    async *packSizes(tenant, hour) {
      const attributes = ['sk', 'events', 'minutes'];
      for (let bucket = 0; bucket < BUCKETS; bucket++)
        for await (const item of queryItems(table, keys.pack(tenant, hour, bucket), {}, { attributes })) {
          const { sk, events, minutes } = SizeItem.parse(item);
          yield { packKey: sk, events, minutes };
        }
    },
    async *packsOf(tenant, hour) {
      for (let bucket = 0; bucket < BUCKETS; bucket++)
        for await (const item of queryItems(table, keys.pack(tenant, hour, bucket))) yield packOf(item);
    },
    quarantine: (tenant, entries) =>
      writeAll(
        table,
        entries.map((entry) => ({
          pk: keys.quarantine(tenant, entry.receivedAt),
          sk: sortableKeyOf(positionOf(entry.id)),
          type: 'QUARANTINE',
          ...entry,
          tenant,
        })),
      ),
    async *quarantined(tenant, day) {
      for await (const item of queryItems(table, keys.quarantine(tenant, day))) yield QuarantineEntry.parse(item);
    },
    async evaluated(tenant, receipt) {
      await put({
        pk: keys.evaluation(tenant, receipt.hour),
        sk: receipt.packKey,
        type: 'EVALUATION',
        ...receipt,
        tenant,
      });
    },
    async evaluation(tenant, hour, packKey) {
      const item = await get({ pk: keys.evaluation(tenant, hour), sk: packKey });
      return item && Receipt.parse(item);
    },
    async *evaluations(tenant, hour) {
      for await (const item of queryItems(table, keys.evaluation(tenant, hour)))
        yield Receipt.parse(item) satisfies EvaluationReceipt;
    },
  };
};
