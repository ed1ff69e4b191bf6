import { z } from 'zod';

export const Config = z.object({
  TABLE_NAME: z.string().min(1),
  ALERT_QUEUE_URL: z.url(),
  /** Where messages wait that call detect for what it holds. */
  RELEASE_QUEUE_URL: z.url(),
  /** Where published rulesets are, and the key that must have signed them. */
  RULESET_BUCKET: z.string().min(1),
  RULES_KEY_ID: z.string().min(1),
  /** Folder of the rules; in the Lambda's package they lie beside the code. */
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
