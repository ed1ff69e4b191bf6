import { memoryAlertStore } from '../../../../adapters/memory/alert-store.ts';
import { memoryCorrelationStore } from '../../../../adapters/memory/correlation-store.ts';
import { memoryHoldStore } from '../../../../adapters/memory/hold-store.ts';
import { memoryPackStore } from '../../../../adapters/memory/pack-store.ts';
import type { Alert } from '../../../model/alert.ts';
import type { NormalizedEvent } from '../../../model/event.ts';
import { positionOf, sortableKeyOf } from '../../../model/position.ts';
import { TenantId } from '../../../model/tenant.ts';
import { hourOf } from '../../../model/time.ts';
import type { WindowState } from '../../composite/window.ts';
import { detectPacks } from '../detect-pack.ts';
import type { Detector } from '../detector.ts';
import { heldEvents } from '../held-events.ts';
import type { DetectDependencies } from '../live-dependencies.ts';
import type { KeyedPack } from '../take-in.ts';
import { START } from './scripted-events.ts';

const ACME = TenantId.parse('acme-bank');
/** SQS delays whole seconds. */
const TIMER_MS = 1_000;

export const packOf = (events: readonly NormalizedEvent[]): KeyedPack => {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('a pack has events');
  const position = positionOf(first['event.id']);
  return {
    tenant: ACME,
    hour: hourOf(first['event.ingested']),
    bucket: position.shard,
    first: position,
    last: positionOf(last['event.id']),
    packKey: sortableKeyOf(position),
    events,
  };
};

/** A wrapper around each port of an invocation: kills it at a call, or lets calls of others come in between. */
export type Guard = <Port extends object>(port: Port) => Port;
const unguarded: Guard = (port) => port;

/** Detect over stores in memory, with a clock and a timer that stand still until they are moved. `entries`: of a transaction. */
export const liveSystem = (detector: Detector, entries = 100) => {
  let now = START;
  /** Whether a pause takes time; otherwise what is not due yet waits for the timer. */
  let patient = false;
  let timers: number[] = [];
  const sent: Alert[] = [];
  const evaluatedAt = new Map<string, number>();
  const packs = memoryPackStore();
  const alerts = memoryAlertStore();
  const windows = memoryCorrelationStore<WindowState>();
  const hold = memoryHoldStore<WindowState>({ packs, windows, alerts }, entries);
  const cached = heldEvents();
  const stores: DetectDependencies = {
    detector,
    packs,
    alerts,
    windows,
    hold,
    queue: { send: async (_tenant, more) => void sent.push(...more) },
    timer: { set: async () => void timers.push(now + TIMER_MS) },
    heldEvents: cached,
    clock: () => now,
    pause: async (milliseconds) => {
      if (patient) now += milliseconds;
    },
  };

  /** One invocation; `cold`: of a process that has taken nothing in before. */
  const invoke = async (delivered: readonly KeyedPack[], guard: Guard = unguarded, cold = false) => {
    for (const pack of delivered) await packs.put(ACME, pack);
    const outcome = await detectPacks(ACME, delivered, {
      ...stores,
      packs: guard(stores.packs),
      alerts: guard(stores.alerts),
      queue: guard(stores.queue),
      windows: guard(stores.windows),
      hold: guard(stores.hold),
      timer: guard(stores.timer),
      heldEvents: cold ? heldEvents() : cached,
    });
    for (const { event } of outcome.outcomes) evaluatedAt.set(event['event.id'], now);
    return outcome;
  };

  const ring = async (): Promise<number> => {
    const due = timers.filter((at) => at <= now);
    timers = timers.filter((at) => at > now);
    let late = 0;
    if (due.length > 0) late += (await invoke([])).late;
    return late;
  };

  return {
    invoke,
    stores,
    sent,
    /** When events were evaluated, by id. */
    evaluatedAt,
    /** Puts a pack into the table without telling detect. */
    keep: (pack: KeyedPack) => packs.put(ACME, pack),
    alerts: async (): Promise<readonly Alert[]> =>
      (await alerts.list(ACME, '2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z', 100_000)).items,
    held: () => hold.held(ACME),
    receipt: (pack: KeyedPack) => packs.evaluation(ACME, pack.hour, pack.packKey),
    now: () => now,
    pausesTakeTime: () => {
      patient = true;
    },
    timers: () => timers.length,
    /** The messages that called an invocation are gone with it. */
    takeTimers: () => {
      timers = [];
    },
    /** Time goes on, and timers ring at their time. The events that were late then. */
    goTo: async (time: number): Promise<number> => {
      let late = 0;
      for (const at of timers.filter((each) => each <= time).sort((a, b) => a - b)) {
        now = Math.max(now, at);
        late += await ring();
      }
      now = Math.max(now, time);
      return late;
    },
    /** Silence, until no timer is left. The events that were late then. */
    settle: async (): Promise<number> => {
      let late = 0;
      for (let round = 0; timers.length > 0 && round < 100; round++) {
        now = Math.max(now, Math.min(...timers));
        late += await ring();
      }
      return late;
    },
  };
};
