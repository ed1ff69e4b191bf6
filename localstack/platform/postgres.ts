import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Child } from './child.ts';
import { folder, logFileOf, type PartContext, startPart } from './part.ts';
import type { Ports } from './ports.ts';
import { type PostgresServer, postgresServer } from './postgres-server.ts';

const execute = promisify(execFile);

/** The owner's login; it answers on 127.0.0.1 only. */
export const POSTGRES_LOGIN = { user: 'postgres', password: 'postgres', database: 'watchkeep' };

const environment = { PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

/** Makes the cluster once; it appears under its name only when it is complete. */
const initialise = async (server: PostgresServer, home: string): Promise<void> => {
  if (existsSync(path.join(server.data, 'PG_VERSION'))) return;
  if (existsSync(path.join(home, 'aws', 'state', 'lambda.json'))) {
    throw new Error(
      `The state in ${home} has lost its database (was the folder moved?): npm start -- --fresh starts anew.`,
    );
  }
  const unfinished = `${server.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = `${server.data}.password`;
  writeFileSync(passwordFile, `${POSTGRES_LOGIN.password}\n`, { mode: 0o600 });
  if (server.user) for (const file of [unfinished, passwordFile]) chownSync(file, server.user.uid, server.user.gid);
  const args = ['-D', unfinished, '-U', POSTGRES_LOGIN.user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    const command = path.join(server.programs, 'initdb');
    await execute(command, [...args, '--encoding=UTF8', '--no-locale', '--no-sync'], {
      ...server.user,
      env: environment,
      cwd: '/',
    });
    rmSync(server.data, { recursive: true, force: true });
    renameSync(unfinished, server.data);
  } catch (error) {
    throw new Error(
      `PostgreSQL could not make its data folder in ${home}: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const query = async (port: number, database: string, text: string): Promise<number> => {
  const client = new pg.Client({
    ...POSTGRES_LOGIN,
    host: '127.0.0.1',
    port,
    database,
    connectionTimeoutMillis: 1_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rowCount ?? 0;
  } finally {
    await client.end().catch(() => {});
  }
};

const ensureDatabase = async (port: number): Promise<void> => {
  const { database } = POSTGRES_LOGIN;
  const found = await query(port, 'postgres', `SELECT 1 FROM pg_database WHERE datname = '${database}'`);
  if (found === 0) await query(port, 'postgres', `CREATE DATABASE ${database}`);
};

const settings = (port: number): Readonly<Record<string, string>> => ({
  port: String(port),
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  log_min_duration_statement: '1000',
});

/** PostgreSQL 18 with the database `watchkeep`. */
export const startPostgres = async (context: PartContext, ports: Ports): Promise<Child> => {
  const server = postgresServer(context.home);
  folder(path.dirname(server.data));
  await initialise(server, context.home);
  const flags = Object.entries(settings(ports.postgres)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = await startPart(
    context,
    {
      name: 'postgres',
      command: path.join(server.programs, 'postgres'),
      args: ['-D', server.data, ...flags],
      cwd: '/',
      env: environment,
      ...(server.user ? { user: server.user } : {}),
      logFile: logFileOf(context.home, 'postgres'),
      // SIGINT is its fast shutdown: sessions are ended, the data is written.
      stopSignal: 'SIGINT',
      stopWithinMs: 20_000,
    },
    60_000,
    async () => (await query(ports.postgres, 'postgres', 'SELECT 1')) === 1,
  );
  await ensureDatabase(ports.postgres);
  return child;
};
