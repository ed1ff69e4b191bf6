import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import { exclusive } from '../exclusive.ts';

/** Works under different names that may run at once in this process. */
const MAXIMUM_LOCKS = 4;
/** As long as a Lambda may run; a lock is held while its transaction does nothing. */
const MAXIMUM_HOLD_MS = 900_000;
const MAXIMUM_WAIT_MS = 30_000;

export type ExclusiveLocks = {
  hold<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Advisory locks of PostgreSQL, each in a transaction of its own on a connection of its own: the server frees it when the
 * process dies. Works of one name in this process queue here, so that only the first of them takes a connection.
 */
export const exclusiveLocks = (config: PoolConfig): ExclusiveLocks => {
  const pool = new Pool({
    ...config,
    max: MAXIMUM_LOCKS,
    connectionTimeoutMillis: MAXIMUM_WAIT_MS,
    statement_timeout: MAXIMUM_WAIT_MS,
    idle_in_transaction_session_timeout: MAXIMUM_HOLD_MS,
  });
  pool.on('error', () => {});
  // A connection that breaks while the lock is held is found out by the commit.
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
  const oneByOne = exclusive();
  return {
    hold: (name, work) =>
      oneByOne(name, () =>
        kysely.transaction().execute(async (transaction) => {
          await sql`select pg_advisory_xact_lock(hashtextextended(${`exclusive ${name}`}, 0))`.execute(transaction);
          return work();
        }),
      ),
    close: () => kysely.destroy(),
  };
};
