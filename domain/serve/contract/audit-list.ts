import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { exampleAuditEntry } from './examples-response.ts';
import { operation } from './operation.ts';
import { IncidentId, Limit, nothing } from './parameters.ts';
import { AuditEntryResource } from './schemas.ts';

export const auditList = operation({
  id: 'audit-list',
  method: 'GET',
  path: '/api/v1/audit',
  tag: 'audit',
  summary: 'The audit chain of the tenant, in its order',
  description:
    '`hash` is SHA-256 over the canonical JSON (RFC 8785) of the entry and its tenant, `previous_hash` among it; `signature` is by the KMS key `key_id` over `hash`.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    incident_id: IncidentId.optional().meta({ description: 'Entries of this incident only.' }),
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .meta({ description: 'Entries behind this sequence number.' }),
    limit: Limit,
  }),
  response: z.object({
    items: z.array(AuditEntryResource),
    after: z.number().int().optional().meta({ description: 'Send it as `after` for what follows.' }),
  }),
  example: { items: [exampleAuditEntry] },
});
