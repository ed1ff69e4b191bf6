import { z } from 'zod';

/** A tenant's identifier: lower-case letters, digits and dashes, 3 to 40 characters, starting with a letter. */
export const TenantId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{2,39}$/,
    'a tenant id has 3 to 40 lower-case letters, digits or dashes and starts with a letter',
  )
  .brand<'TenantId'>();
export type TenantId = z.infer<typeof TenantId>;
