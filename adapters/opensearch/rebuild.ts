import type { TenantId } from '../../domain/model/tenant.ts';
import { DAY_MS, dayOf, HOUR_MS, hourOf } from '../../domain/model/time.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';
import type { ArchiveStore } from '../../domain/ports/archive-store.ts';
import type { PackStore } from '../../domain/ports/pack-store.ts';
import type { SearchDocument, SearchFailure, SearchWriter } from '../../domain/ports/search-index.ts';
import { alertDocument, eventDocument } from './documents.ts';
import type { Indices } from './indices.ts';

export type RebuildSources = {
  readonly archive: Pick<ArchiveStore, 'manifests'>;
  readonly packs: Pick<PackStore, 'packsOf'>;
  readonly alerts: Pick<AlertStore, 'list'>;
};

export type Rebuilt = { events: number; alerts: number; readonly failures: SearchFailure[] };

const PAGE = 2_000;
const MAXIMUM_FAILURES_KEPT = 100;

/** The hours in which packs of the tenant may start: those of its archive objects, and one more for lines that came late. */
const hoursOf = async (tenant: TenantId, archive: RebuildSources['archive']): Promise<string[]> => {
  const hours = new Set<string>();
  for await (const { minutes } of archive.manifests(tenant))
    for (const minute of Object.keys(minutes)) hours.add(hourOf(`${minute}:00Z`));
  for (const hour of [...hours]) hours.add(hourOf(new Date(Date.parse(`${hour}:00:00Z`) + HOUR_MS).toISOString()));
  return [...hours].sort();
};

/**
 * Writes the copies of a tenant's events and alerts again from the stores that have them for good. Documents have the ids
 * that they had, so that rebuilding beside running traffic is harmless. Incidents come from Postgres by its outbox.
 */
export const rebuildCopies = async (
  tenant: TenantId,
  { archive, packs, alerts }: RebuildSources,
  writer: SearchWriter,
  indices: Indices,
): Promise<Rebuilt> => {
  const rebuilt: Rebuilt = { events: 0, alerts: 0, failures: [] };
  const write = async (documents: readonly SearchDocument[]): Promise<number> => {
    const failures = await writer.write(tenant, documents);
    rebuilt.failures.push(...failures.slice(0, MAXIMUM_FAILURES_KEPT - rebuilt.failures.length));
    return documents.length - failures.length;
  };
  const days = new Set<string>();
  for (const hour of await hoursOf(tenant, archive))
    for await (const { events } of packs.packsOf(tenant, hour)) {
      for (const event of events) days.add(dayOf(event['@timestamp']));
      rebuilt.events += await write(events.map((event) => eventDocument(indices, event)));
    }
  for (const day of [...days].sort()) {
    const from = `${day}T00:00:00.000Z`;
    const to = new Date(Date.parse(from) + DAY_MS).toISOString();
    let cursor: string | undefined;
    do {
      const page = await alerts.list(tenant, from, to, PAGE, cursor);
      rebuilt.alerts += await write(page.items.map((alert) => alertDocument(indices, alert)));
      cursor = page.cursor;
    } while (cursor);
  }
  return rebuilt;
};
