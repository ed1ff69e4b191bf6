import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countsOf, OfferCount, offersOf } from '../domain/collect/offer-counts.ts';
import type { TenantId } from '../domain/model/tenant.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { StreamReceipt } from '../domain/ports/stream-writer.ts';

/** Counts of what the stream took, on disk until the ledger has them: a killed edge loses no count. */
export type OfferJournal = {
  add(tenant: TenantId, receipt: StreamReceipt): void;
  /** Writes what was counted to the ledger. Throws where it does not answer; the counts stay for the next time. */
  flush(): Promise<void>;
  /** Writes what an earlier process left behind. */
  recover(): Promise<void>;
};

type Window = { readonly instance: string; readonly serial: number; readonly path: string; counts: OfferCount[] };

const FILE = /^offers-([A-Za-z0-9]+)-(\d+)\.ndjson$/;

const parse = (line: string): readonly OfferCount[] => {
  try {
    const parsed = OfferCount.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    // The last line of a killed process may be torn.
    return [];
  }
};

export const createOfferJournal = (directory: string, instance: string, ledger: OfferLedger): OfferJournal => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  let serial = 0;
  const open = (): Window => {
    serial += 1;
    return { instance, serial, path: join(directory, `offers-${instance}-${serial}.ndjson`), counts: [] };
  };
  let current = open();
  let pending: Window[] = [];

  const record = async (window: Window): Promise<void> => {
    for (const { tenant, offers } of offersOf(window.counts, window.instance, window.serial)) {
      await ledger.recordOffers(tenant, offers);
    }
    rmSync(window.path, { force: true });
  };

  const add = (tenant: TenantId, { accepted, resent = 0 }: StreamReceipt): void => {
    const counts = countsOf(tenant, accepted, resent);
    if (counts.length === 0) return;
    current.counts.push(...counts);
    appendFileSync(current.path, counts.map((count) => `${JSON.stringify(count)}\n`).join(''), { mode: 0o600 });
  };

  const flush = async (): Promise<void> => {
    if (current.counts.length > 0) {
      pending.push(current);
      current = open();
    }
    const windows = pending;
    pending = [];
    for (const [index, window] of windows.entries()) {
      try {
        await record(window);
      } catch (error) {
        pending = [...windows.slice(index), ...pending];
        throw error;
      }
    }
  };

  const recover = async (): Promise<void> => {
    for (const name of readdirSync(directory)) {
      const [, owner = instance, number = '0'] = FILE.exec(name) ?? [];
      if (owner === instance) continue;
      const path = join(directory, name);
      const counts = readFileSync(path, 'utf8').split('\n').flatMap(parse);
      await record({ instance: owner, serial: Number(number), path, counts });
    }
  };

  return { add, flush, recover };
};
