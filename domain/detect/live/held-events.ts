import type { TenantId } from '../../model/tenant.ts';
import type { HeldPack } from '../../ports/hold-store.ts';
import type { PackStore } from '../../ports/pack-store.ts';
import type { Detector } from './detector.ts';
import { type WaitingEvent, waitingEventOf } from './waiting-event.ts';

const MAXIMUM_EVENTS = 20_000;

/** The waiting events of held packs: those that this process took in are at hand, others are read. */
export type HeldEvents = {
  readonly keep: (tenant: TenantId, packKey: string, events: readonly WaitingEvent[]) => void;
  /** Undefined where the pack itself is gone. */
  readonly of: (
    tenant: TenantId,
    pack: HeldPack,
    detector: Detector,
    packs: Pick<PackStore, 'pack'>,
  ) => Promise<readonly WaitingEvent[] | undefined>;
  readonly forget: (tenant: TenantId, packKey: string) => void;
};

export const heldEvents = (): HeldEvents => {
  const kept = new Map<string, readonly WaitingEvent[]>();
  let size = 0;
  const nameOf = (tenant: TenantId, packKey: string): string => `${tenant}/${packKey}`;
  const forget = (name: string): void => {
    size -= kept.get(name)?.length ?? 0;
    kept.delete(name);
  };
  const keep = (name: string, events: readonly WaitingEvent[]): void => {
    forget(name);
    kept.set(name, events);
    size += events.length;
    for (const oldest of kept.keys()) {
      if (size <= MAXIMUM_EVENTS) return;
      forget(oldest);
    }
  };
  return {
    keep: (tenant, packKey, events) => keep(nameOf(tenant, packKey), events),
    async of(tenant, held, detector, packs) {
      const name = nameOf(tenant, held.packKey);
      const waiting = new Set(held.waiting);
      const known = kept.get(name);
      if (known !== undefined) return known.filter(({ index }) => waiting.has(index));
      const pack = await packs.pack(tenant, held);
      if (pack === undefined) return undefined;
      const events = pack.events.flatMap((event, index) =>
        waiting.has(index) ? [waitingEventOf(event, held.packKey, index, detector)] : [],
      );
      keep(name, events);
      return events;
    },
    forget: (tenant, packKey) => forget(nameOf(tenant, packKey)),
  };
};
