import { ok } from '../../model/result.ts';
import { openapiGet } from '../contract/openapi-get.ts';
import { openApiDocument } from '../openapi.ts';
import { openRoute } from '../route.ts';

export const openapiGetRoute = openRoute(openapiGet, async () => ok({ ...openApiDocument() }));
