import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { fail, ok, type Result } from '../../domain/model/result.ts';

const MAXIMUM_PAYLOAD_BYTES = 64 * 1024 * 1024;

/** JSON, gzipped: how items carry what no key needs. */
export const packPayload = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));

/** The payload of an item, parsed against its schema. */
export const unpackPayload = <Schema extends z.ZodType>(
  data: unknown,
  schema: Schema,
): Result<z.infer<Schema>, string> => {
  if (!(data instanceof Uint8Array)) return fail('the item has no binary attribute `data`');
  try {
    const text = gunzipSync(data, { maxOutputLength: MAXIMUM_PAYLOAD_BYTES }).toString('utf8');
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : fail(parsed.error.message.slice(0, 500));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

/** The payload, or an exception: for items that only this code writes. */
export const payloadOf = <Schema extends z.ZodType>(data: unknown, schema: Schema): z.infer<Schema> => {
  const result = unpackPayload(data, schema);
  if (!result.ok) throw new Error(`an item of the table can't be read: ${result.error}`);
  return result.value;
};
