import { z } from 'zod';
import type { ArchiveTools } from '../archive/archive-object.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ArchiveObjectName, HuntArchive } from '../ports/hunt-archive.ts';
import { type ReadObject, readHour } from './read-hour.ts';

/** Where reading goes on: the hour of receipt, and of each shard the last object of it that was read. */
export const HuntCursor = z.object({ hour: z.string(), after: z.record(z.string(), z.string()) });
export type HuntCursor = z.infer<typeof HuntCursor>;

export type WalkSource = {
  readonly tenant: TenantId;
  /** Hours of receipt, oldest first. */
  readonly hours: readonly string[];
  readonly archive: HuntArchive;
  readonly tools: Pick<ArchiveTools, 'gunzip'>;
};

export type WalkStep = Pick<ReadObject, 'object' | 'settled'> & {
  /** To go on behind this object. */
  readonly cursor: HuntCursor;
};

const LISTED_AHEAD = 6;

/** Names of the objects of each hour, some hours ahead: a listing that is waited for reads nothing. */
const listingsOf = ({ tenant, archive }: WalkSource, hours: readonly string[]) => {
  const coming: Promise<readonly ArchiveObjectName[]>[] = [];
  let next = 0;
  return (): Promise<readonly ArchiveObjectName[]> => {
    while (coming.length < LISTED_AHEAD && next < hours.length) {
      const listing = archive.objects(tenant, hours[next] ?? '');
      listing.catch(() => undefined);
      coming.push(listing);
      next += 1;
    }
    return coming.shift() ?? Promise.resolve([]);
  };
};

/**
 * The objects of the hours, from the beginning or from where a cursor says.
 * @throws UnreadableObject
 */
export async function* walkArchive(source: WalkSource, from?: HuntCursor): AsyncGenerator<WalkStep> {
  const { tenant, archive, tools } = source;
  const hours = source.hours.filter((hour) => from === undefined || hour >= from.hour);
  const listing = listingsOf(source, hours);
  for (const hour of hours) {
    const after: Record<string, string> = hour === from?.hour ? { ...from.after } : {};
    const done = new Map(Object.entries(after));
    const names = (await listing()).filter(({ key }) => !isBefore(key, done));
    for await (const { object, shard, settled } of readHour(tenant, hour, names, archive, tools)) {
      after[shard] = object.key;
      yield { object, settled, cursor: { hour, after: { ...after } } };
    }
  }
}

/** Keys of an hour end in `<shard>-<sequence>.<subindex>.ndjson.gz`. */
const PLACE = /\/(\d+)-(\d+)\.(\d+)\.ndjson\.gz$/;

const isBefore = (key: string, done: ReadonlyMap<string, string>): boolean => {
  const [, shard = '', sequence = '', subindex = ''] = PLACE.exec(key) ?? [];
  const last = done.get(shard);
  if (last === undefined) return false;
  const [, , lastSequence = '', lastSubindex = ''] = PLACE.exec(last) ?? [];
  if (sequence.length !== lastSequence.length) return sequence.length < lastSequence.length;
  return sequence < lastSequence || (sequence === lastSequence && Number(subindex) <= Number(lastSubindex));
};
