import { z } from 'zod';
import { EventId } from './position.ts';
import { TenantId } from './tenant.ts';

export const QuarantineReason = z.enum([
  'envelope_malformed',
  'line_too_long',
  'not_text',
  'json_malformed',
  'format_unknown',
  'field_invalid',
  'normalize_failed',
  /** The edge offered the line twice: the earlier position became the event. */
  'retried',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** A line that could not become an event. Its bytes are in the archive under the same position. */
export const QuarantineEntry = z.object({
  tenant: TenantId,
  id: EventId,
  source: z.string(),
  receivedAt: z.string(),
  reason: QuarantineReason,
  /** What was wrong, for a person; never more than 500 characters and never the line itself. */
  detail: z.string().max(500),
});
export type QuarantineEntry = z.infer<typeof QuarantineEntry>;
