import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import type { TenantId } from '../../domain/model/tenant.ts';
import {
  addressOf,
  type DatabaseEnvironment,
  type DatabaseLogin,
  loginFromSecret,
  poolConfigOf,
} from './connection.ts';
import type { Schema } from './schema.ts';

export type TenantTransaction = Transaction<Schema>;

export type Database = {
  /** Runs `work` in one transaction that sees and writes rows of the tenant only. */
  withTenant<T>(tenant: TenantId, work: (transaction: TenantTransaction) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction that sees the directory of tenants and sources, and nothing of any tenant's cases. */
  withPlatform<T>(work: (transaction: TenantTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export const databaseOf = (config: PoolConfig): Database => {
  const pool = new Pool(config);
  // An idle connection that breaks (failover) is replaced at next use; without a listener it would end the process.
  pool.on('error', () => {});
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    withTenant: (tenant, work) =>
      kysely.transaction().execute(async (transaction) => {
        await sql`select set_config('watchkeep.tenant', ${tenant}, true)`.execute(transaction);
        return work(transaction);
      }),
    withPlatform: (work) =>
      kysely.transaction().execute(async (transaction) => {
        await sql`select set_config('watchkeep.scope', 'platform', true)`.execute(transaction);
        return work(transaction);
      }),
    close: () => kysely.destroy(),
  };
};

/** The database under the login of a secret. The secret is read when the first connection opens. */
export const databaseFromEnvironment = (
  environment: DatabaseEnvironment,
  readSecret: (arn: string) => Promise<DatabaseLogin> = loginFromSecret,
  username = 'watchkeep_app',
): Database =>
  databaseOf(
    poolConfigOf(
      addressOf(environment),
      username,
      async () => (await readSecret(environment.DATABASE_SECRET_ARN)).password,
    ),
  );
