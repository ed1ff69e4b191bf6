import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../../bin/soc/connection.ts';
import { closedMinutes } from '../../bin/soc/identities.ts';
import { localDatabase, metricsOf } from '../../bin/soc/stores.ts';
import { identitiesOf } from '../../domain/accounting/identities.ts';
import type { Run } from '../run-file.ts';
import { edgeLines } from './edge-lines.ts';

const WINDOW_MINUTES = 5;
const ACCOUNTS_EVERY_MS = 15_000;

const count = (value: number): string => value.toLocaleString('en-US');

/** The counters of `soc status` over the closed minutes of the last five, all tenants. */
const accountsText = async (): Promise<string> => {
  const connection = await connect();
  const database = localDatabase(connection);
  try {
    const reader = metricsOf(connection, database);
    const { from, to } = closedMinutes(Date.now(), WINDOW_MINUTES);
    const tenants = await Promise.all(
      connection.tenants.map(async (tenant) => ({ tenant, counters: await reader.counters(tenant, from, to) })),
    );
    const sum = (name: 'archived' | 'normalized' | 'evaluated' | 'alerts') =>
      `${name} ${count(tenants.reduce((total, { counters }) => total + counters[name], 0))}`;
    const open = tenants.flatMap(({ tenant, counters }) => identitiesOf(tenant, counters).filter((i) => !i.balanced));
    const steps = [sum('archived'), sum('normalized'), sum('evaluated'), sum('alerts')].join(', ');
    return `${WINDOW_MINUTES} min: ${steps}, ${open.length === 0 ? 'balanced' : `${open.length} identities off`}`;
  } finally {
    await database.close();
  }
};

/** Shows counters until the signal is aborted: rewritten every second on a terminal, a line a minute elsewhere. */
export const showLiveLine = async ({ endpoints }: Run, signal: AbortSignal): Promise<void> => {
  const { stdout } = process;
  let accounts = 'counting …';
  const refresh = async (): Promise<void> => {
    while (!signal.aborted) {
      accounts = await accountsText().catch((error: unknown) => `no counters: ${String(error).slice(0, 80)}`);
      await delay(ACCOUNTS_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  };
  const refreshing = refresh();
  let before = { at: Date.now(), lines: 0 };
  while (!signal.aborted) {
    const lines = await edgeLines(endpoints).catch(() => before.lines);
    const now = Date.now();
    const rate = before.lines === 0 ? 0 : ((lines - before.lines) / (now - before.at)) * 1_000;
    before = { at: now, lines };
    const text = `${new Date(now).toISOString().slice(11, 19)}  ${count(lines)} lines, ${rate.toFixed(0)}/s · ${accounts}`;
    stdout.write(stdout.isTTY ? `\r\u001b[K${text.slice(0, stdout.columns - 1)}` : `${text}\n`);
    await delay(stdout.isTTY ? 1_000 : 60_000, undefined, { signal }).catch(() => {});
  }
  await refreshing;
  if (stdout.isTTY) stdout.write('\n');
};
