import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Table } from './table.ts';

/** What one BatchWriteItem takes. */
const MAXIMUM_WRITES = 25;
const MAXIMUM_TRIES = 8;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Writes items with unconditional puts, offering again what a throttled table handed back. Throws when that does not end. */
export const writeAll = async (table: Table, items: readonly Item[]): Promise<void> => {
  for (let at = 0; at < items.length; at += MAXIMUM_WRITES) {
    let requests = items.slice(at, at + MAXIMUM_WRITES).map((Item) => ({ PutRequest: { Item } }));
    for (let attempt = 1; requests.length > 0; attempt++) {
      const answer = await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests } }));
      const left = answer.UnprocessedItems?.[table.name] ?? [];
      requests = left.flatMap(({ PutRequest }) =>
        PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
      );
      if (requests.length > 0 && attempt >= MAXIMUM_TRIES)
        throw new Error(`the table did not take ${requests.length} items in ${MAXIMUM_TRIES} tries`);
      if (requests.length > 0) await pause(25 * 2 ** attempt);
    }
  }
};
