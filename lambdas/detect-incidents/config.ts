import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

/** Without OPENSEARCH_ENDPOINT the sweep alone brings incidents to the copies, within a minute. */
export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.partial({ OPENSEARCH_ENDPOINT: true }).shape,
  STATE_MACHINE_ARN: z.string().min(1),
});
