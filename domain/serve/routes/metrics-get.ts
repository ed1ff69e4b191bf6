import { ok } from '../../model/result.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../model/time.ts';
import { metricsGet } from '../contract/metrics-get.ts';
import { tenantRoute } from '../route.ts';
import { timeWindow } from '../time-window.ts';

const minuteOf = (instant: string | number): string =>
  new Date(Math.floor(new Date(instant).getTime() / MINUTE_MS) * MINUTE_MS).toISOString();

/** A minute is closed once it is over: only then do the identities have to balance. */
export const metricsGetRoute = tenantRoute(metricsGet, async (tenant, { query, now }, services) => {
  const closed = minuteOf(now);
  const to = query.to === undefined || minuteOf(query.to) > closed ? closed : minuteOf(query.to);
  const from = query.from === undefined ? undefined : minuteOf(query.from);
  const window = timeWindow({ from, to }, now, HOUR_MS, DAY_MS);
  if (!window.ok) return window;
  const counters = await services.metrics.counters(tenant, window.value.from, window.value.to);
  return ok({ ...window.value, counters: { ...counters } });
});
