import type { Clock } from '../../model/time.ts';
import type { AlertQueue } from '../../ports/alert-queue.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { CorrelationStore } from '../../ports/correlation-store.ts';
import type { HoldStore } from '../../ports/hold-store.ts';
import type { PackStore } from '../../ports/pack-store.ts';
import type { ReleaseTimer } from '../../ports/release-timer.ts';
import type { WindowState } from '../composite/window.ts';
import type { Detector } from './detector.ts';
import type { HeldEvents } from './held-events.ts';

export type DetectDependencies = {
  readonly detector: Detector;
  readonly packs: Pick<PackStore, 'evaluation' | 'evaluated' | 'pack'>;
  readonly alerts: Pick<AlertStore, 'put' | 'get'>;
  readonly queue: AlertQueue;
  readonly windows: CorrelationStore<WindowState>;
  readonly hold: HoldStore<WindowState>;
  readonly timer: ReleaseTimer;
  /** Of this process and this detector. */
  readonly heldEvents: HeldEvents;
  readonly clock: Clock;
  /** Waits for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
};
