import { z } from 'zod';
import { FieldValue } from '../../model/event.ts';
import { TenantId } from '../../model/tenant.ts';

/** A normalized event as search holds it: flat, dotted names, the fields of the catalogue. */
export const EventDocument = z
  .object({ '@timestamp': z.string(), 'event.id': z.string(), tenant: TenantId })
  .catchall(FieldValue);
export type EventDocument = z.infer<typeof EventDocument>;
