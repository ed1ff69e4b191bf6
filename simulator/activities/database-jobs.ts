import type { Activity, StartActivity, Step } from '../activity.ts';
import { type DatabaseStatement, databaseLine } from '../formats/database.ts';
import type { Random } from '../random.ts';
import { addressIn } from '../world/addresses.ts';
import type { World } from '../world/world.ts';

type Run = Pick<DatabaseStatement, 'operation' | 'object' | 'rows' | 'statement'> & {
  readonly result?: DatabaseStatement['result'];
};

const session = (world: World, user: string, clientAddress: string, random: Random) => {
  const host = random.pick(world.databaseHosts);
  return (wait: number, run: Run): Step => ({
    wait,
    logSource: 'database',
    write: (at) => databaseLine(at, { host, database: world.databaseName, user, clientAddress, ...run }, random),
  });
};

const TABLES = [
  'accounts',
  'transactions',
  'customers',
  'cards',
  'standing_orders',
  'branches',
  'rates',
  'audit_trail',
] as const;

/** Interest, settlement, archiving: small steps by a machine, all night and at month's end heavier. */
export const batchJob: StartActivity = function* (world, random): Activity {
  const run = session(world, world.databaseUsers.batch, random.pick(world.applicationAddresses), random);
  for (let step = random.integer(5, 60); step > 0; step--) {
    const object = random.pick(TABLES);
    yield run(
      random.integer(20, 900),
      random.pick([
        {
          operation: 'SELECT',
          object,
          rows: random.integer(100, 20_000),
          statement: `SELECT * FROM ${object} WHERE id > $1 ORDER BY id LIMIT 20000`,
        },
        {
          operation: 'UPDATE',
          object,
          rows: random.integer(1, 2000),
          statement: `UPDATE ${object} SET settled = true WHERE id = ANY($1)`,
        },
        {
          operation: 'INSERT',
          object: 'ledger',
          rows: random.integer(1, 500),
          statement: 'INSERT INTO ledger SELECT * FROM staging_ledger',
        },
      ] as const),
    );
  }
};

/** Reports read much: that is their work. */
export const reportJob: StartActivity = function* (world, random): Activity {
  const run = session(world, world.databaseUsers.report, random.pick(world.applicationAddresses), random);
  for (let report = random.integer(2, 9); report > 0; report--) {
    const object = random.pick(['transactions', 'customers', 'accounts'] as const);
    yield run(random.integer(500, 9000), {
      operation: 'SELECT',
      object,
      rows: random.integer(5000, 400_000),
      statement: `SELECT branch_id, sum(amount) FROM ${object} GROUP BY branch_id`,
    });
  }
};

export const backupJob: StartActivity = function* (world, random): Activity {
  const run = session(world, world.databaseUsers.backup, addressIn(`${world.serverNetwork}.9`, random), random);
  for (const object of TABLES)
    yield run(random.integer(1000, 20_000), {
      operation: 'COPY',
      object,
      rows: random.integer(50_000, 3_000_000),
      statement: `COPY ${object} TO STDOUT`,
    });
};

/** A database administrator at work: maintenance, a typo in a statement, a look at the catalogue. */
export const databaseAdministration: StartActivity = function* (world, random): Activity {
  const person = random.pick(world.staff('database_administrator'));
  const run = session(world, person.userName, person.address, random);
  yield run(0, { operation: 'LOGIN', object: world.databaseName, rows: 0, statement: '' });
  for (let step = random.integer(3, 15); step > 0; step--) {
    const object = random.pick(TABLES);
    yield run(
      random.integer(4000, 60_000),
      random.weighted<Run>([
        [
          {
            operation: 'SELECT',
            object: 'information_schema.tables',
            rows: random.integer(10, 300),
            statement: "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
          },
          3,
        ],
        [{ operation: 'VACUUM', object, rows: 0, statement: `VACUUM ANALYZE ${object}` }, 3],
        [
          {
            operation: 'SELECT',
            object,
            rows: random.integer(1, 1000),
            statement: `SELECT * FROM ${object} LIMIT 1000`,
          },
          4,
        ],
        [
          {
            operation: 'SELECT',
            object: 'pg_stat_activity',
            rows: random.integer(10, 90),
            statement: 'SELECT pid, state, query FROM pg_stat_activity',
          },
          4,
        ],
        [
          {
            operation: 'CREATE INDEX',
            object,
            rows: 0,
            statement: `CREATE INDEX CONCURRENTLY ON ${object} (booked_at)`,
          },
          1,
        ],
        [{ operation: 'SELECT', object, rows: 0, statement: `SELEC * FROM ${object}`, result: 'error' }, 1],
        [
          {
            operation: 'GRANT',
            object,
            rows: 0,
            statement: `GRANT SELECT ON ${object} TO ${world.databaseUsers.report}`,
          },
          1,
        ],
      ]),
    );
  }
};
