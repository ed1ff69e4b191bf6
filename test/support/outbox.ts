import pg from 'pg';
import { z } from 'zod';
import type { Run } from '../../localstack/run-file.ts';
import { until } from './until.ts';

const Count = z.array(z.object({ count: z.number() }));

/** Waits until every change of an incident has reached the copies; the sweep brings the last ones each minute. */
export const outboxDrained = async ({ endpoints }: Run): Promise<void> => {
  const client = new pg.Client(endpoints.postgres);
  await client.connect();
  try {
    await until('incidents copied to OpenSearch', async () => {
      const { rows } = await client.query('select count(*)::int as count from outbox');
      return Count.parse(rows)[0]?.count === 0 ? true : undefined;
    });
  } finally {
    await client.end();
  }
};
