import { z } from 'zod';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

export const openapiGet = operation({
  id: 'openapi-get',
  method: 'GET',
  path: '/api/v1/openapi.json',
  tag: 'health',
  summary: 'This document',
  access: 'public',
  roles: [],
  params: nothing,
  query: nothing,
  response: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()).optional() }),
  example: { openapi: '3.1.0', paths: {} },
});
