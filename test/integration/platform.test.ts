import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pg from 'pg';
import { expect, inject, it } from 'vitest';

it('answers as AWS to a client that knows only its environment', async () => {
  const client = new DynamoDBClient();
  const TableName = 'platform-probe';
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  expect((await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus).toBe('ACTIVE');
  await client.send(new DeleteTableCommand({ TableName }));
});

it('runs PostgreSQL 18 with the database of the project and refuses a wrong password', async () => {
  const { postgres } = inject('endpoints');
  const client = new pg.Client(postgres);
  await client.connect();
  const { rows } = await client.query('SELECT current_database() AS name, current_setting($1) AS version', [
    'server_version_num',
  ]);
  await client.end();
  expect(rows).toEqual([{ name: 'watchkeep', version: expect.stringMatching(/^18/) }]);
  await expect(new pg.Client({ ...postgres, password: 'wrong' }).connect()).rejects.toThrow(/password/);
});

it('runs OpenSearch 3.8', async () => {
  const response = await fetch(inject('endpoints').opensearch);
  expect(await response.json()).toMatchObject({ version: { number: '3.8.0' } });
});
