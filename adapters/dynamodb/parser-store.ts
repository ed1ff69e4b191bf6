import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { ParserStore } from '../../domain/ports/parser-store.ts';
import { queryItems, type Table } from './table.ts';

/** One partition for all: normalize reads it once a minute. */
const PARTITION = 'PARSERS';

const ParserItem = z.object({
  sk: z.string(),
  text: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
});

/** Published parsers as items `PARSERS` / name; each publication also as `PARSERS#<name>` / time, which nothing deletes. */
export const dynamoParserStore = (table: Table): ParserStore => {
  const { client, name: TableName } = table;
  return {
    async all() {
      const items = await Array.fromAsync(queryItems(table, PARTITION));
      return items.map((item) => {
        const { sk, text, publishedAt, publishedBy } = ParserItem.parse(item);
        return { name: sk, text, publishedAt, publishedBy };
      });
    },
    async publish({ name, text, publishedAt, publishedBy }) {
      const Item = { type: 'PARSER', text, publishedAt, publishedBy };
      const former = { ...Item, pk: `${PARTITION}#${name}`, sk: publishedAt };
      await client.send(new PutCommand({ TableName, Item: former }));
      await client.send(new PutCommand({ TableName, Item: { ...Item, pk: PARTITION, sk: name } }));
    },
    async retire(name) {
      const Key = { pk: PARTITION, sk: name };
      const { Attributes } = await client.send(new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }));
      return Attributes !== undefined;
    },
  };
};
