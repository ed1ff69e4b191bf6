import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { ReportId } from './parameters.ts';

export const reportLink = operation({
  id: 'report-link',
  method: 'GET',
  path: '/api/v1/reports/{id}/link',
  tag: 'reports',
  summary: 'An address from which the file of a report can be read for a few minutes',
  description: 'Whoever has the address can read the file: do not pass it on.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: z.object({ id: ReportId }),
  query: z.strictObject({ format: z.enum(['pdf', 'html']).default('pdf') }),
  response: z.object({ url: z.url() }),
  example: { url: 'https://reports.example/RPT-daily-2026-02-18.pdf?X-Amz-Signature=…' },
});
