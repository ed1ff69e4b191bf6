import { z } from 'zod';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  TABLE_NAME: z.string().min(1),
  /** Folder of the catalogues; in the Lambda's package they lie beside the code. */
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
