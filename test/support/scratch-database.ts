import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { APPLICATION_ROLE, poolConfigOf } from '../../adapters/postgres/connection.ts';
import { type Database, databaseOf } from '../../adapters/postgres/database.ts';
import { migrateDatabase } from '../../adapters/postgres/migrate.ts';
import { TenantId } from '../../domain/model/tenant.ts';

/** Roles belong to the server, not to a database: all test files must agree on the password. */
export const APPLICATION_PASSWORD = 'application-password-of-the-tests';

export const ACME = TenantId.parse('acme-bank');
export const GLOBEX = TenantId.parse('globex-bank');

export type ScratchDatabase = {
  /** Its name on the server. */
  readonly name: string;
  /** As the Lambdas see it: under the application role. */
  readonly database: Database;
  /** A connection under the application role, for statements that the adapters never send. */
  readonly connect: () => Promise<pg.Client>;
  readonly connectAsOwner: () => Promise<pg.Client>;
  readonly drop: () => Promise<void>;
};

/** A migrated database of its own, without tenants. */
export const scratchDatabase = async (): Promise<ScratchDatabase> => {
  const { host, port, user, password } = inject('endpoints').postgres;
  const address = { host, port, name: `scratch_${randomBytes(6).toString('hex')}` };
  const admin = { username: user, password };
  await migrateDatabase({ address, admin, applicationPassword: APPLICATION_PASSWORD, deadlineMs: 30_000 });
  const database = databaseOf(poolConfigOf(address, APPLICATION_ROLE, APPLICATION_PASSWORD));
  const open = async (login: { user: string; password: string }, name = address.name): Promise<pg.Client> => {
    const client = new pg.Client({ host, port, database: name, ...login });
    await client.connect();
    return client;
  };
  return {
    name: address.name,
    database,
    connect: () => open({ user: APPLICATION_ROLE, password: APPLICATION_PASSWORD }),
    connectAsOwner: () => open({ user, password }),
    drop: async () => {
      await database.close();
      const client = await open({ user, password }, 'postgres');
      await client.query(`drop database ${pg.escapeIdentifier(address.name)} with (force)`);
      await client.end();
    },
  };
};
