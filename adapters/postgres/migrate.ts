import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { APPLICATION_ROLE, type DatabaseAddress, type DatabaseLogin, tlsOf } from './connection.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

const noLines = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** node-pg-migrate reads folders only; a bundled Lambda has none, so the texts are laid out for it. */
const inFolder = async <T>(migrations: readonly Migration[], use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeep-migrations-'));
  try {
    await Promise.all(migrations.map(({ name, sql }) => writeFile(join(folder, `${name}.sql`), sql)));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export type MigrationInput = {
  readonly address: DatabaseAddress;
  /** May create roles and tables. */
  readonly admin: DatabaseLogin;
  /** The application role gets this password and may log in. */
  readonly applicationPassword: string;
  readonly deadlineMs: number;
};

const ensureDatabase = async ({ address, admin, deadlineMs }: MigrationInput): Promise<void> => {
  const client = new Client({
    host: address.host,
    port: address.port,
    database: 'postgres',
    user: admin.username,
    password: admin.password,
    ssl: tlsOf(address),
    connectionTimeoutMillis: deadlineMs,
  });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [address.name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(address.name)}`);
  } finally {
    await client.end();
  }
};

/**
 * Brings the database to the newest schema: creates it where it is missing, runs what has not run in one transaction, and
 * lets the application role log in. Returns the names of the migrations that ran. Safe to repeat and to run twice at once.
 */
export const migrateDatabase = async (input: MigrationInput): Promise<readonly string[]> => {
  const { address, admin, applicationPassword, deadlineMs } = input;
  await ensureDatabase(input);
  const client = new Client({
    host: address.host,
    port: address.port,
    database: address.name,
    user: admin.username,
    password: admin.password,
    ssl: tlsOf(address),
    connectionTimeoutMillis: deadlineMs,
    statement_timeout: deadlineMs,
    lock_timeout: deadlineMs,
  });
  await client.connect();
  try {
    const ran = await inFolder(MIGRATIONS, (dir) =>
      runner({
        dbClient: client,
        dir,
        direction: 'up',
        migrationsTable: 'watchkeep_migrations',
        singleTransaction: true,
        advisoryLockMode: 'wait',
        logger: noLines,
      }),
    );
    await client.query(
      `alter role ${escapeIdentifier(APPLICATION_ROLE)} login password ${escapeLiteral(applicationPassword)}`,
    );
    await client.query(
      `grant connect on database ${escapeIdentifier(address.name)} to ${escapeIdentifier(APPLICATION_ROLE)}`,
    );
    return ran.map(({ name }) => name);
  } finally {
    await client.end();
  }
};
