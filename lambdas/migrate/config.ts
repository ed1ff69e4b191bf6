import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { RetentionEnvironment } from '../../adapters/opensearch/retention.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

const arns = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean));

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.shape,
  ...RetentionEnvironment.shape,
  /** Secret of the login that owns the schema. */
  ADMIN_SECRET_ARN: z.string().min(1),
  SEARCH_WRITER_ROLE_ARNS: arns,
  SEARCH_READER_ROLE_ARNS: arns,
  /** How long everything may take; below the Lambda's timeout, so that a deploy fails and says why. */
  MIGRATION_DEADLINE_SECONDS: z.coerce.number().int().min(5).max(880).default(100),
});
export type Config = z.infer<typeof Config>;
