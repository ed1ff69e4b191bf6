import { z } from 'zod';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  /** KMS key that signs the audit chain. */
  AUDIT_KEY_ID: z.string().min(1),
  /** `watchkeep-<stage>`: what the names of the tenants' IP sets begin with. */
  IP_SET_PREFIX: z.string().min(1),
});
