import { z } from 'zod';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  /** For published parsers. */
  TABLE_NAME: z.string().min(1),
  RAW_BUCKET: z.string().min(1),
  HUNT_QUEUE_URL: z.url(),
  /** A hunt that would read more (compressed) is refused. 20 GB are about 200 GB of lines. */
  HUNT_MAXIMUM_BYTES: z.coerce.number().int().positive().default(20_000_000_000),
  /** Folder of the rules; in the Lambda's package they lie beside the code. */
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
