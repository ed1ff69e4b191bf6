import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { RetentionEnvironment } from '../../adapters/opensearch/retention.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.shape,
  ...RetentionEnvironment.shape,
  STATE_MACHINE_ARN: z.string().min(1),
});
