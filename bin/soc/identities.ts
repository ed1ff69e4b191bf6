import { type Identity, identitiesOf } from '../../domain/accounting/identities.ts';
import { MINUTE_MS } from '../../domain/model/time.ts';
import type { Connection } from './connection.ts';
import { localDatabase, metricsOf } from './stores.ts';

/** A minute counts as closed when it has been over for this long: what was in flight has arrived. */
const SETTLING_MS = 30_000;

/** The closed minutes of the last `minutes`: [from, to), RFC 3339 UTC. */
export const closedMinutes = (now: number, minutes: number): { from: string; to: string } => {
  const end = Math.floor((now - SETTLING_MS) / MINUTE_MS) * MINUTE_MS;
  return { from: new Date(end - minutes * MINUTE_MS).toISOString(), to: new Date(end).toISOString() };
};

/** Both sides of each accounting identity of each tenant over the closed minutes. */
export const readIdentities = async (connection: Connection, from: string, to: string): Promise<Identity[]> => {
  const database = localDatabase(connection);
  try {
    const reader = metricsOf(connection, database);
    const rows = await Promise.all(
      connection.tenants.map(async (tenant) => identitiesOf(tenant, await reader.counters(tenant, from, to))),
    );
    return rows.flat();
  } finally {
    await database.close();
  }
};
