import { sql } from 'kysely';
import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { SearchDocument, SearchWriter } from '../../domain/ports/search-index.ts';
import type { Database, TenantTransaction } from './database.ts';
import { incidentsById } from './incident-queries.ts';

const BATCH = 200;
/** After so many refusals a row waits for a person; `stuck` counts it. */
const MAXIMUM_ATTEMPTS = 20;

/** Notes in the same transaction that incidents changed, so that the copies will learn of it whatever happens next. */
export const enqueueIncidents = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  incidentIds: readonly string[],
): Promise<void> => {
  const keys = [...new Set(incidentIds)];
  if (keys.length === 0) return;
  await sql`
    insert into outbox (tenant, topic, key) select ${tenant}, 'incident', key from unnest(${keys}::text[]) as key
  `.execute(transaction);
};

/** Notes every incident of the tenant: the copies are rebuilt from it. Returns how many. */
export const enqueueAllIncidents = ({ withTenant }: Database, tenant: TenantId): Promise<number> =>
  withTenant(tenant, async (transaction) => {
    const { numAffectedRows } = await sql`
      insert into outbox (tenant, topic, key) select tenant, 'incident', incident_id from incidents
    `.execute(transaction);
    return Number(numAffectedRows ?? 0n);
  });

export type DrainResult = {
  /** Incidents whose newest state the copies have now. */
  readonly written: number;
  /** Reasons of those that were not written, by incident id; they stay and are tried again. */
  readonly failed: Readonly<Record<string, string>>;
  /** Rows that were refused too often to try again. */
  readonly stuck: number;
};

type DocumentOf = (incident: Incident, version: number) => SearchDocument;

const drainBatch = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  writer: SearchWriter,
  documentOf: DocumentOf,
): Promise<{ taken: number; written: number; failed: Record<string, string> }> => {
  const rows = await transaction
    .selectFrom('outbox')
    .select(['id', 'key'])
    .where('attempts', '<', MAXIMUM_ATTEMPTS)
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  if (rows.length === 0) return { taken: 0, written: 0, failed: {} };
  const keys = [...new Set(rows.map(({ key }) => key))];
  const incidents = await incidentsById(transaction, tenant, keys);
  const documents = incidents.map(({ incident, version }) => documentOf(incident, version));
  const failures = await writer.write(tenant, documents);
  const failed = Object.fromEntries(failures.map(({ id, reason }) => [id, reason]));
  const done = rows.filter(({ key }) => !(key in failed)).map(({ id }) => id);
  if (done.length > 0) await transaction.deleteFrom('outbox').where('id', 'in', done).execute();
  for (const [key, reason] of Object.entries(failed))
    await transaction
      .updateTable('outbox')
      .set((expression) => ({ attempts: expression('attempts', '+', 1), last_error: reason }))
      .where('key', '=', key)
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  return { taken: rows.length, written: documents.length - failures.length, failed };
};

/**
 * Brings the copies of a tenant's incidents up to date. Rows go only when the copy is written, so a crash repeats the
 * work; two callers at once share it. Copies carry versions: an older state never replaces a newer one.
 */
export const drainOutbox = async (
  { withTenant }: Database,
  tenant: TenantId,
  writer: SearchWriter,
  documentOf: DocumentOf,
): Promise<DrainResult> => {
  let written = 0;
  const failed: Record<string, string> = {};
  for (;;) {
    const batch = await withTenant(tenant, (transaction) => drainBatch(transaction, tenant, writer, documentOf));
    written += batch.written;
    Object.assign(failed, batch.failed);
    if (batch.taken < BATCH || Object.keys(batch.failed).length > 0) break;
  }
  const { count } = await withTenant(tenant, (transaction) =>
    transaction
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('attempts', '>=', MAXIMUM_ATTEMPTS)
      .executeTakeFirstOrThrow(),
  );
  return { written, failed, stuck: Number(count) };
};
