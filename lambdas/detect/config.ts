import { z } from 'zod';

export const Config = z.object({
  TABLE_NAME: z.string().min(1),
  ALERT_QUEUE_URL: z.url(),
  /** Where messages wait that call detect for what it holds. */
  RELEASE_QUEUE_URL: z.url(),
  /** Folder of the rules; in the Lambda's package they lie beside the code. */
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
