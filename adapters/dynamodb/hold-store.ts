import { DeleteCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { HeldPack, HoldStore } from '../../domain/ports/hold-store.ts';
import { alertItem } from './alert-store.ts';
import { windowWrite } from './correlation-store.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { queryItems, type Table } from './table.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** What one transaction takes, and its 4 MB with room for keys. */
const MAXIMUM_WRITES = 100;
const MAXIMUM_BYTES = 3_000_000;
/** An item has 400 kB; windows and packs stay far below. */
const OVERHEAD_BYTES = 2_000;

const Counts = z.record(z.string(), z.number());
const HeldItem = z.object({
  sk: z.string(),
  hour: z.string(),
  bucket: z.number(),
  version: z.number(),
  arrivedAt: z.number(),
  data: z.instanceof(Uint8Array),
});
const Progress = z.object({
  waiting: z.array(z.number()),
  evaluated: z.number(),
  errored: Counts,
  skipped: Counts,
  alerts: Counts,
  unsent: z.array(z.string()),
});

const keyOf = (tenant: TenantId, packKey: string) => ({ pk: keys.held(tenant), sk: packKey });

const heldItem = (tenant: TenantId, { packKey, hour, bucket, version, arrivedAt, ...progress }: HeldPack) => ({
  ...keyOf(tenant, packKey),
  type: 'HELD',
  tenant,
  hour,
  bucket,
  version: version + 1,
  arrivedAt,
  data: packPayload(progress),
});

const packOf = (item: unknown): HeldPack => {
  const { sk, data, ...head } = HeldItem.parse(item);
  return { ...head, packKey: sk, ...payloadOf(data, Progress) };
};

const bytesOf = ({ Put }: Write): number => {
  const data: unknown = Put?.Item?.data;
  return OVERHEAD_BYTES + (data instanceof Uint8Array ? data.length : 0);
};

/** Two transactions met: neither says anything of the conditions. */
const MAXIMUM_TRIES = 8;

const Cancelled = z.object({
  name: z.literal('TransactionCanceledException'),
  CancellationReasons: z.array(z.object({ Code: z.string().optional() })).optional(),
});

/** Why a transaction was cancelled, where that is no fault: a condition did not hold, or another one was at the same items. */
const obstacleOf = (error: unknown): 'condition' | 'collision' | undefined => {
  const codes = (Cancelled.safeParse(error).data?.CancellationReasons ?? []).map(({ Code }) => Code);
  if (codes.includes('ConditionalCheckFailed')) return 'condition';
  return codes.includes('TransactionConflict') ? 'collision' : undefined;
};

/** Held packs as items of one partition a tenant; transactions write them with windows and alerts. */
export const dynamoHoldStore = <State>(table: Table): HoldStore<State> => {
  const transact = async (TransactItems: Write[]): Promise<'written' | 'condition' | 'collision'> => {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems }));
      return 'written';
    } catch (error) {
      const obstacle = obstacleOf(error);
      if (obstacle === undefined) throw error;
      return obstacle;
    }
  };
  return {
    async hold(tenant, pack) {
      const unless = { TableName: table.name, ConditionExpression: 'attribute_not_exists(pk)' };
      const receipt = { pk: keys.evaluation(tenant, pack.hour), sk: pack.packKey };
      for (let attempt = 1; attempt <= MAXIMUM_TRIES; attempt++) {
        const outcome = await transact([
          { Put: { ...unless, Item: heldItem(tenant, pack) } },
          { ConditionCheck: { ...unless, Key: receipt } },
        ]);
        if (outcome !== 'collision') return outcome === 'written' ? 'held' : 'known';
      }
      throw new Error(`pack ${pack.packKey} of ${tenant} met other transactions in each of ${MAXIMUM_TRIES} tries`);
    },
    async held(tenant) {
      const found: HeldPack[] = [];
      for await (const item of queryItems(table, keys.held(tenant))) found.push(packOf(item));
      return found;
    },
    async commit(tenant, { packs, windows, alerts }) {
      const writes: Write[] = [
        ...packs.map((pack) => ({
          Put: {
            TableName: table.name,
            Item: heldItem(tenant, pack),
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': pack.version },
          },
        })),
        ...windows.map((window) => ({ Put: windowWrite(table, tenant, window, window.expiresAt) })),
        ...alerts.map((alert) => ({ Put: { TableName: table.name, Item: alertItem(tenant, alert) } })),
      ];
      if (writes.length > MAXIMUM_WRITES) return 'too_large';
      if (writes.reduce((sum, write) => sum + bytesOf(write), 0) > MAXIMUM_BYTES) return 'too_large';
      return (await transact(writes)) === 'written' ? 'saved' : 'conflict';
    },
    async drop(tenant, packKey) {
      await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(tenant, packKey) }));
    },
  };
};
