import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.shape,
  TABLE_NAME: z.string().min(1),
  STREAM_NAME: z.string().min(1),
  LAMBDA_TASK_ROOT: z.string().min(1),
});
