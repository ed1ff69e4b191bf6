import type pg from 'pg';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import { until } from './until.ts';

/**
 * Begins `work` while another session has written and not yet committed, and commits once `work` waits for a lock of it:
 * the order of a race, made certain. Fails where `work` does not wait.
 */
export const whileUncommitted = async <T>(
  scratch: ScratchDatabase,
  tenant: TenantId,
  write: (session: pg.Client) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> => {
  const [session, owner] = await Promise.all([scratch.connect(), scratch.connectAsOwner()]);
  try {
    await session.query('begin');
    await session.query(`select set_config('watchkeep.tenant', $1, true)`, [tenant]);
    await write(session);
    const working = work();
    working.catch(() => {});
    const waiters = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = $1`;
    const waits = async () => ((await owner.query(waiters, [scratch.name])).rowCount ? true : undefined);
    await until('a wait for the lock', waits, { seconds: 20, everyMs: 20 });
    await session.query('commit');
    return await working;
  } finally {
    await Promise.all([session.end(), owner.end()]);
  }
};
