import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Table, tableOf } from '../../adapters/dynamodb/table.ts';

/** A table of the product's shape for one test file, gone afterwards. */
export const scratchTable = async (name: string): Promise<{ table: Table; drop: () => Promise<void> }> => {
  const client = new DynamoDBClient({});
  const TableName = `contract-${name}-${process.pid}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  return {
    table: tableOf(TableName, client),
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName }));
    },
  };
};
