import { type ArchiveTools, linesOfBody } from '../archive/archive-object.ts';
import { StoredLine } from '../archive/stored-line.ts';
import type { TenantId } from '../model/tenant.ts';
import { HOUR_MS } from '../model/time.ts';
import type { ArchiveObjectName, HuntArchive } from '../ports/hunt-archive.ts';
import type { HuntObject } from './hunter.ts';

type NamedObject = HuntObject & { readonly key: string };

/** What can't be read must not look like nothing found. */
export class UnreadableObject extends Error {
  override readonly name = 'UnreadableObject';
}

const KEY = /\/(\d{1,12})-(\d{1,60})\.(\d{1,7})\.ndjson\.gz$/;

const byPosition = (a: ArchiveObjectName, b: ArchiveObjectName): number => {
  const [, , first = '', n = ''] = KEY.exec(a.key) ?? [];
  const [, , second = '', m = ''] = KEY.exec(b.key) ?? [];
  return first.length - second.length || (first < second ? -1 : first > second ? 1 : Number(n) - Number(m));
};

const readObject = async (
  tenant: TenantId,
  { key, bytes }: ArchiveObjectName,
  archive: Pick<HuntArchive, 'read'>,
  tools: Pick<ArchiveTools, 'gunzip'>,
): Promise<NamedObject> => {
  const body = await archive.read(tenant, key);
  if (!body) throw new UnreadableObject(`archive object ${key} was listed and can't be read`);
  try {
    return { key, bytes, lines: linesOfBody(body, tools).map((text) => StoredLine.parse(JSON.parse(text))) };
  } catch (cause) {
    throw new UnreadableObject(`archive object ${key} is damaged: soc verify says more`, { cause });
  }
};

/** The objects of one shard in order, some of them on their way. */
class ShardQueue {
  private readonly coming: Promise<NamedObject>[] = [];
  private next = 0;
  private readonly objects: readonly ArchiveObjectName[];
  private readonly read: (name: ArchiveObjectName) => Promise<NamedObject>;
  private readonly ahead: number;

  constructor(
    objects: readonly ArchiveObjectName[],
    ahead: number,
    read: (name: ArchiveObjectName) => Promise<NamedObject>,
  ) {
    this.objects = objects;
    this.ahead = ahead;
    this.read = read;
    this.fetch();
  }

  private fetch(): void {
    while (this.coming.length < this.ahead) {
      const name = this.objects[this.next];
      if (!name) return;
      this.next += 1;
      const object = this.read(name);
      // Rejections are seen when the object's turn comes; until then they are not unhandled.
      object.catch(() => undefined);
      this.coming.push(object);
    }
  }

  head(): Promise<NamedObject> | undefined {
    return this.coming[0];
  }

  shift(): void {
    this.coming.shift();
    this.fetch();
  }
}

const startOf = ({ lines }: HuntObject): number => {
  const [first] = lines;
  return first === undefined ? Number.NEGATIVE_INFINITY : Date.parse(first.receivedAt);
};

/** An object, and the instant of receipt before which nothing follows any more in the hour. */
export type ReadObject = { readonly object: NamedObject; readonly shard: string; readonly settled: number };

const IN_FLIGHT = 12;

const shardOf = (key: string): string => KEY.exec(key)?.[1] ?? '';

/**
 * The objects of an hour of receipt in the order of receipt: those of each shard by position, shards merged by the time at
 * which their objects begin. At most {@link IN_FLIGHT} objects are held or on their way.
 * @throws UnreadableObject
 */
export async function* readHour(
  tenant: TenantId,
  hour: string,
  names: readonly ArchiveObjectName[],
  archive: Pick<HuntArchive, 'read'>,
  tools: Pick<ArchiveTools, 'gunzip'>,
): AsyncGenerator<ReadObject> {
  const shards = Map.groupBy(
    names.filter(({ key }) => KEY.test(key)),
    ({ key }) => shardOf(key),
  );
  const ahead = Math.max(1, Math.floor(IN_FLIGHT / Math.max(1, shards.size)));
  const queues = [...shards]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([shard, objects]) => ({
      shard,
      queue: new ShardQueue(objects.toSorted(byPosition), ahead, (name) => readObject(tenant, name, archive, tools)),
    }));
  const end = Date.parse(`${hour}:00:00.000Z`) + HOUR_MS;
  while (true) {
    const heads = [];
    for (const { shard, queue } of queues) {
      const object = await queue.head();
      if (object) heads.push({ shard, queue, object, at: startOf(object) });
    }
    const [earliest, second] = heads.toSorted((a, b) => a.at - b.at);
    if (!earliest) return;
    earliest.queue.shift();
    const following = await earliest.queue.head();
    const settled = Math.min(second?.at ?? end, following ? startOf(following) : end, end);
    yield { object: earliest.object, shard: earliest.shard, settled };
  }
}
