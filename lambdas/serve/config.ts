import { z } from 'zod';
import { OpenSearchEnvironment } from '../../adapters/opensearch/client.ts';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  ...OpenSearchEnvironment.shape,
  TABLE_NAME: z.string().min(1),
  RAW_BUCKET: z.string().min(1),
  REPORT_BUCKET: z.string().min(1),
  /** The workflow that decisions resume. */
  STATE_MACHINE_ARN: z.string().min(1),
  /** Where hunts wait for their next part. */
  HUNT_QUEUE_URL: z.url(),
  /** The KMS key that signs the audit chain. */
  AUDIT_KEY_ID: z.string().min(1),
  /** What the names of the tenants' IP sets begin with: `watchkeep-<stage>`. */
  IP_SET_PREFIX: z.string().min(1),
  USER_POOL_ID: z.string().regex(/^[\w-]+_\w+$/, 'USER_POOL_ID must look like region_id'),
  /** App clients whose tokens count, separated by commas. */
  USER_POOL_CLIENT_ID: list.refine((ids) => ids.length > 0, 'USER_POOL_CLIENT_ID must name at least one app client'),
  /** Origins of pages that may call the API, separated by commas. */
  ALLOWED_ORIGINS: list,
  /** Set on the local platform only. */
  AWS_ENDPOINT_URL: z.string().optional(),
});
