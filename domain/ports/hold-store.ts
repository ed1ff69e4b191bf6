import type { Alert } from '../model/alert.ts';
import type { TenantId } from '../model/tenant.ts';
import type { StoredWindow } from './correlation-store.ts';
import type { PackName } from './pack-store.ts';

/** A pack with events that wait for their place in the order, and what came of its others so far. */
export type HeldPack = PackName & {
  /** 0: not stored yet. */
  readonly version: number;
  /** When it was taken in, milliseconds. */
  readonly arrivedAt: number;
  /** Indexes of the events that no rule has evaluated yet, ascending. */
  readonly waiting: readonly number[];
  readonly evaluated: number;
  readonly errored: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** Alerts by minute of receipt of the event that fired. */
  readonly alerts: Readonly<Record<string, number>>;
  /** Ids of alerts that are stored and may not have reached the queue. */
  readonly unsent: readonly string[];
};

/** A window with the time from which it is no longer needed, epoch seconds. */
export type ExpiringWindow<State> = StoredWindow<State> & { readonly expiresAt: number };

/** What evaluating events changes, all of it or nothing: at most 100 entries together. */
export type HoldChange<State> = {
  readonly packs: readonly HeldPack[];
  readonly windows: readonly ExpiringWindow<State>[];
  readonly alerts: readonly Alert[];
};

/** The packs of a tenant that wait: which of their events were evaluated is written together with what they changed. */
export type HoldStore<State> = {
  /** `known`: it is held already, or has a receipt; nothing was written. */
  hold(tenant: TenantId, pack: HeldPack): Promise<'held' | 'known'>;
  /** All that are held, those of a moment before included. */
  held(tenant: TenantId): Promise<readonly HeldPack[]>;
  /** `conflict`: a pack or window was written or removed since it was read; `too_large`: more than a transaction takes. */
  commit(tenant: TenantId, change: HoldChange<State>): Promise<'saved' | 'conflict' | 'too_large'>;
  /** Lets go of a pack that has its receipt. */
  drop(tenant: TenantId, packKey: string): Promise<void>;
};
