import { z } from 'zod';

export const Config = z.object({
  TABLE_NAME: z.string().min(1),
  STREAM_NAME: z.string().min(1),
  LAMBDA_TASK_ROOT: z.string().min(1),
});
