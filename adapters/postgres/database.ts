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
import { exclusiveLocks } from './exclusive-locks.ts';
import type { Schema } from './schema.ts';

export type TenantTransaction = Transaction<Schema>;

export type Database = {
  /** Runs `work` in one transaction that sees and writes rows of the tenant only. */
  withTenant<T>(tenant: TenantId, work: (transaction: TenantTransaction) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction that sees the directory of tenants and sources, and nothing of any tenant's cases. */
  withPlatform<T>(work: (transaction: TenantTransaction) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while no other work under the same name of the tenant runs, in any process. The lock has connections of
   * its own: `work` may use all the others. Rejects where the lock was lost before the end, or not had within 30 seconds.
   */
  withLock<T>(tenant: TenantId, name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export const databaseOf = (config: PoolConfig): Database => {
  const pool = new Pool(config);
  // An idle connection that breaks (failover) is replaced at next use; without a listener it would end the process.
  pool.on('error', () => {});
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const locks = exclusiveLocks(config);
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
    withLock: (tenant, name, work) => locks.hold(`${tenant} ${name}`, work),
    close: async () => {
      await Promise.all([kysely.destroy(), locks.close()]);
    },
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
