import type { Random } from '../random.ts';

export type DatabaseStatement = {
  readonly host: string;
  readonly database: string;
  readonly user: string;
  readonly clientAddress: string;
  /** The end user's address as the application hands it over; machines have none. */
  readonly clientIdentifier?: string;
  readonly operation: string;
  readonly object: string;
  readonly rows: number;
  readonly statement: string;
  readonly result?: 'success' | 'error' | 'denied';
  readonly duration?: number;
};

/** A line of the database's audit log (docs/log-types.md). */
export const databaseLine = (at: number, run: DatabaseStatement, random: Random): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: 'database',
    host: run.host,
    db_engine: 'postgresql',
    db_name: run.database,
    db_user: run.user,
    client_ip: run.clientAddress,
    client_identifier: run.clientIdentifier,
    operation: run.operation,
    object: run.object,
    rows: run.rows,
    duration_ms: run.duration ?? Math.round(2 + random.exponential(6) + run.rows / 400),
    statement: run.statement,
    result: run.result ?? 'success',
    session_id: random.hex(24),
  });
