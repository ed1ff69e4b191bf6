import { z } from 'zod';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  TABLE_NAME: z.string().min(1),
  /** KMS key that signs the audit chain. */
  AUDIT_KEY_ID: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
});
