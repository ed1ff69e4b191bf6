import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

/** Without OPENSEARCH_ENDPOINT the rarity of a behaviour is unknown, and every score says so. */
export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.partial({ OPENSEARCH_ENDPOINT: true }).shape,
  TABLE_NAME: z.string().min(1),
});
