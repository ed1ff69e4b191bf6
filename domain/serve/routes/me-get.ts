import { ok } from '../../model/result.ts';
import { meGet } from '../contract/me-get.ts';
import { userRoute } from '../route.ts';

export const meGetRoute = userRoute(meGet, async ({ subject, username, tenants, roles }) =>
  ok({ subject, ...(username !== undefined && { username }), tenants: [...tenants], roles: [...roles] }),
);
