import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/** The one table, with its client. */
export type Table = { readonly client: DynamoDBDocumentClient; readonly name: string };

export const tableOf = (name: string, client = new DynamoDBClient({})): Table => ({
  name,
  client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
});

export type Item = Record<string, unknown>;

/** Bounds of a sort key: both included. */
export type SortRange = { readonly from?: string; readonly to?: string };

/** All items of a partition in the order of their sort keys, page by page (a page ends at 1 MB). */
export async function* queryItems(
  { client, name }: Table,
  pk: string,
  range: SortRange = {},
  options: { descending?: boolean; limit?: number; attributes?: readonly string[] } = {},
): AsyncGenerator<Item> {
  const bounds = range.from !== undefined || range.to !== undefined;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: bounds ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
        ExpressionAttributeValues: {
          ':pk': pk,
          ...(bounds && { ':from': range.from ?? '!', ':to': range.to ?? '~' }),
        },
        ...(options.attributes && {
          ProjectionExpression: options.attributes.map((_, n) => `#a${n}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(options.attributes.map((name, n) => [`#a${n}`, name])),
        }),
        ScanIndexForward: !options.descending,
        Limit: options.limit,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** The name of the error that a failed condition throws. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';
