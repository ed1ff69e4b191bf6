import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { exampleReport } from './examples-response.ts';
import { operation } from './operation.ts';
import { Cursor, Limit, nothing, pageOf } from './parameters.ts';
import { ReportResource } from './schemas.ts';

export const reportList = operation({
  id: 'report-list',
  method: 'GET',
  path: '/api/v1/reports',
  tag: 'reports',
  summary: 'Reports, newest first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({ limit: Limit, cursor: Cursor }),
  response: pageOf(ReportResource),
  example: { items: [exampleReport] },
});
