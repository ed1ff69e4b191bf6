import { signerOf } from '../../../adapters/hashing.ts';
import { memoryAlertStore } from '../../../adapters/memory/alert-store.ts';
import type { TenantId } from '../../../domain/model/tenant.ts';
import type { Page } from '../../../domain/ports/incident-repository.ts';
import { COUNTERS, type Counters } from '../../../domain/ports/metrics-reader.ts';
import type { SearchQuery } from '../../../domain/ports/search-reader.ts';
import type { Services } from '../../../domain/serve/services.ts';
import { ACME, alertOf, eventIdOf, eventOf, evidenceOf, GLOBEX, incidentIdOf, incidentOf } from './records.ts';
import { type Done, responseServices } from './response-services.ts';

const NUMBERS = [0, 1, 2, 3, 4, 5];

/** Pages through a list; the cursor is the index of the next item. */
const pageOf = <T>(all: readonly T[], limit: number, cursor: string | undefined): Page<T> => {
  const start = Number(cursor ?? 0);
  const next = start + limit;
  return { items: all.slice(start, next), ...(next < all.length && { cursor: String(next) }) };
};

/** What the stores were asked, so that a test can see what arrived there. */
export type Asked = { search: SearchQuery[]; metrics: { from: string; to: string }[]; alertPages: number };

/** Six incidents, alerts, events and lines of evidence a tenant, in memory. */
export const testServices = async (): Promise<{ services: Services; asked: Asked; done: Done }> => {
  const asked: Asked = { search: [], metrics: [], alertPages: 0 };
  const response = await responseServices();
  const alerts = memoryAlertStore();
  for (const tenant of [ACME, GLOBEX])
    await alerts.put(
      tenant,
      NUMBERS.map((n) => alertOf(tenant, n)),
    );
  const incidentsOf = (tenant: TenantId) => NUMBERS.map((n) => incidentOf(tenant, n));
  const services: Services = {
    ...response.services,
    incidents: {
      get: async (tenant, id) => incidentsOf(tenant).find((incident) => incident.incident_id === id),
      list: async (tenant, query) => {
        const found = incidentsOf(tenant)
          .filter(
            ({ status, band, last_event_at }) =>
              (query.status?.includes(status) ?? true) &&
              (query.band?.includes(band) ?? true) &&
              last_event_at >= (query.from ?? '') &&
              last_event_at < (query.to ?? '9'),
          )
          .reverse();
        return pageOf(found, query.limit, query.cursor);
      },
      alertIdsOf: async (tenant, id, limit, cursor) =>
        pageOf(
          id === incidentIdOf(tenant, 0) ? [...NUMBERS.map((n) => alertOf(tenant, n).id), '1.00000000000000ff'] : [],
          limit,
          cursor,
        ),
    },
    alerts: {
      get: alerts.get,
      list: (...args) => {
        asked.alertPages++;
        return alerts.list(...args);
      },
    },
    search: {
      search: async (tenant, query) => {
        asked.search.push(query);
        const found = NUMBERS.map((n) => eventOf(tenant, n)).filter((event) =>
          query.filters.every(({ field, value }) => String(event[field]) === value),
        );
        return pageOf(found, query.limit, query.cursor);
      },
    },
    evidence: {
      evidence: async (tenant, id) => {
        const n = NUMBERS.find((number) => eventIdOf(tenant, number) === id);
        return n === undefined ? undefined : evidenceOf(tenant, n);
      },
    },
    sources: {
      list: async (tenant) => [
        {
          tenant,
          id: `tcp-${tenant}`,
          ingress: 'tcp',
          trust: 'medium',
          enabled: true,
          linesLastHour: 7,
          lastSeenAt: '2026-02-18T11:59:59.000Z',
        },
        { tenant, id: 'webhook', ingress: 'webhook', trust: 'low', enabled: false, linesLastHour: 0 },
      ],
    },
    metrics: {
      counters: async (_tenant, from, to) => {
        asked.metrics.push({ from, to });
        const zero: Counters = {
          offered: 0,
          rejected: 0,
          archived: 0,
          normalized: 0,
          quarantined: 0,
          evaluated: 0,
          errored: 0,
          skipped: 0,
          alerts: 0,
          in_incidents: 0,
          suppressed: 0,
        };
        return { ...zero, ...Object.fromEntries(COUNTERS.map((name, n) => [name, n])) };
      },
    },
    health: {
      check: async () => [
        { part: 'postgres', status: 'ok', latencyMs: 2 },
        { part: 'opensearch', status: 'degraded', latencyMs: 2000, detail: 'does not answer' },
      ],
    },
    cursorKey: async () => signerOf('test', Buffer.alloc(32, 1)),
  };
  return { services, asked, done: response.done };
};
