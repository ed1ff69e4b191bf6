import { suppressedByRule } from '../../adapters/postgres/outcome-counts.ts';
import { type Identity, identitiesOf } from '../../domain/accounting/identities.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
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

/** Of one tenant: both sides of each identity, and the suppressed alerts by rule id. */
export type TenantAccount = {
  readonly tenant: TenantId;
  readonly identities: readonly Identity[];
  readonly suppressed: Readonly<Record<string, number>>;
};

/** The accounts of each tenant over the closed minutes. */
export const readAccounts = async (connection: Connection, from: string, to: string): Promise<TenantAccount[]> => {
  const database = localDatabase(connection);
  try {
    const reader = metricsOf(connection, database);
    return await Promise.all(
      connection.tenants.map(async (tenant) => ({
        tenant,
        identities: identitiesOf(tenant, await reader.counters(tenant, from, to)),
        suppressed: await database.withTenant(tenant, (transaction) => suppressedByRule(transaction, from, to)),
      })),
    );
  } finally {
    await database.close();
  }
};

/** The identities of all tenants. */
export const readIdentities = async (connection: Connection, from: string, to: string): Promise<Identity[]> =>
  (await readAccounts(connection, from, to)).flatMap(({ identities }) => identities);
