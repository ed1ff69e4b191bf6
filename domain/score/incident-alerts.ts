import { eventTimeOf } from '../incident/event-time.ts';
import type { Alert } from '../model/alert.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';

/** An incident of more alerts is judged by the first and the last of them, this many each. */
const AT_EACH_END = 100;
const PAGE = 1_000;
const MAXIMUM_PAGES = 10;
const AT_ONCE = 20;

export type IncidentAlerts = {
  /** By event time, then id. */
  readonly alerts: readonly Alert[];
  /** What was left out, in words; undefined where all alerts were read. */
  readonly limit?: string;
};

const byTime = (a: Alert, b: Alert): number =>
  eventTimeOf(a) - eventTimeOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Each alert once, by event time, then id: the order that score and plan work in, whatever order they were given. */
export const inOrder = (alerts: readonly Alert[]): readonly Alert[] =>
  [...new Map(alerts.map((alert) => [alert.id, alert])).values()].toSorted(byTime);

/** The alerts of an incident: all of up to 200, else the first and the last 100 of up to 10,000. */
export const incidentAlerts = async (
  tenant: TenantId,
  incidentId: string,
  ports: { readonly incidents: Pick<IncidentRepository, 'alertIdsOf'>; readonly alerts: Pick<AlertStore, 'get'> },
): Promise<IncidentAlerts> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAXIMUM_PAGES; page++) {
    const found = await ports.incidents.alertIdsOf(tenant, incidentId, PAGE, cursor);
    ids.push(...found.items);
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  const chosen = ids.length > 2 * AT_EACH_END ? [...ids.slice(0, AT_EACH_END), ...ids.slice(-AT_EACH_END)] : ids;
  const read: (Alert | undefined)[] = [];
  for (let start = 0; start < chosen.length; start += AT_ONCE)
    read.push(...(await Promise.all(chosen.slice(start, start + AT_ONCE).map((id) => ports.alerts.get(tenant, id)))));
  const alerts = inOrder(read.filter((alert) => alert !== undefined));
  const total = cursor === undefined ? `${ids.length}` : `more than ${ids.length}`;
  return alerts.length === ids.length && cursor === undefined
    ? { alerts }
    : { alerts, limit: `${alerts.length} of ${total} alerts were read: the first and the last of them` };
};
