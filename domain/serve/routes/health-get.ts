import { ok } from '../../model/result.ts';
import { healthGet } from '../contract/health-get.ts';
import { openRoute } from '../route.ts';

export const healthGetRoute = openRoute(healthGet, async (caller, _request, services) => {
  const parts = await services.health.check();
  const status = parts.every((part) => part.status === 'ok') ? 'ok' : 'degraded';
  if (caller.kind === 'anonymous') return ok({ status });
  return ok({ status, parts: parts.map(({ latencyMs, ...part }) => ({ ...part, latency_ms: latencyMs })) });
});
