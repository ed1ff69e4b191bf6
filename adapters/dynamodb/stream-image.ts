import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import { Alert } from '../../domain/model/alert.ts';
import { NormalizedEvent } from '../../domain/model/event.ts';
import { sortableKeyOf } from '../../domain/model/position.ts';
import { fail, ok, type Result } from '../../domain/model/result.ts';
import type { Pack } from '../../domain/ports/pack-store.ts';
import { PackItem } from './pack-store.ts';
import { unpackPayload } from './payload.ts';

/** An image as the table's stream hands it to a Lambda: binary values are base64 there. */
export type StreamImage = Readonly<Record<string, unknown>>;

const BinaryValue = z.object({ B: z.string() });

const itemOf = (image: StreamImage): Result<Record<string, unknown>, string> => {
  try {
    const values = Object.entries(image).map(([name, value]) => {
      const binary = BinaryValue.safeParse(value);
      return [name, binary.success ? { B: new Uint8Array(Buffer.from(binary.data.B, 'base64')) } : value];
    });
    return ok(unmarshall(Object.fromEntries(values) as Record<string, AttributeValue>));
  } catch (error) {
    return fail(`the image is no DynamoDB item: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** A PACK item of the stream; `packKey` names it in its evaluation receipt. */
export const decodePackImage = (image: StreamImage): Result<Pack & { packKey: string }, string> => {
  const item = itemOf(image);
  if (!item.ok) return item;
  const head = PackItem.safeParse(item.value);
  if (!head.success) return fail(head.error.message.slice(0, 500));
  const { tenant, hour, bucket, first, last, data } = head.data;
  const events = unpackPayload(data, z.array(NormalizedEvent));
  return events.ok
    ? ok({ tenant, hour, bucket, first, last, events: events.value, packKey: sortableKeyOf(first) })
    : fail(events.error);
};

/** An ALERT item of the stream. */
export const decodeAlertImage = (image: StreamImage): Result<Alert, string> => {
  const item = itemOf(image);
  return item.ok ? unpackPayload(item.value.data, Alert) : item;
};
