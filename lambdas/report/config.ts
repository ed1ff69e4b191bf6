import { z } from 'zod';
import { DatabaseEnvironment } from '../../adapters/postgres/connection.ts';

export const Config = z.object({
  ...DatabaseEnvironment.shape,
  TABLE_NAME: z.string().min(1),
  /** Reports go under `reports/` in it. */
  REPORT_BUCKET: z.string().min(1),
  /** KMS key that signs the audit chain. */
  AUDIT_KEY_ID: z.string().min(1),
  /** Folder of the ATT&CK catalogue; in the Lambda's package it lies beside the code. */
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
