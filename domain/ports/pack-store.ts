import type { NormalizedEvent } from '../model/event.ts';
import type { Position } from '../model/position.ts';
import type { QuarantineEntry } from '../model/quarantine.ts';
import type { TenantId } from '../model/tenant.ts';

/** A tenant's events of one batch; immutable. Keyed by tenant, hour, bucket and first position. */
export type Pack = {
  readonly tenant: TenantId;
  /** Hour of receipt of the first event, `2026-02-18T10`. */
  readonly hour: string;
  readonly bucket: number;
  readonly first: Position;
  readonly last: Position;
  readonly events: readonly NormalizedEvent[];
};

/** Where a pack is stored; `packKey` is its sortable first position, which names its receipt. */
export type PackName = Pick<Pack, 'hour' | 'bucket'> & { readonly packKey: string };

/** What detect did with a pack: one side of the identity normalized = evaluated + errored + skipped. */
export type EvaluationReceipt = {
  readonly tenant: TenantId;
  readonly hour: string;
  readonly packKey: string;
  readonly evaluated: number;
  readonly errored: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** Alerts by minute of receipt of the event that fired. */
  readonly alerts: Readonly<Record<string, number>>;
  readonly rulesetVersion: string;
};

export type PackSize = {
  readonly packKey: string;
  readonly events: number;
  readonly minutes: Readonly<Record<string, number>>;
};

export type PackStore = {
  /** `exists`: a pack with the same first position is there already; `last` is where it ends. */
  put(tenant: TenantId, pack: Pack): Promise<{ kind: 'stored' } | { kind: 'exists'; last: Position }>;
  pack(tenant: TenantId, name: PackName): Promise<Pack | undefined>;
  /** The last position of the shard that normalize has dealt with for the tenant. */
  watermark(tenant: TenantId, shard: number): Promise<Position | undefined>;
  /** Moves the watermark forward; never back. */
  advance(tenant: TenantId, shard: number, to: Position): Promise<void>;
  /** How many events the packs of an hour hold, by minute of receipt: counting does not read the events. */
  packSizes(tenant: TenantId, hour: string): AsyncIterable<PackSize>;
  /** All packs of an hour of receipt. */
  packsOf(tenant: TenantId, hour: string): AsyncIterable<Pack>;
  quarantine(tenant: TenantId, entries: readonly QuarantineEntry[]): Promise<void>;
  quarantined(tenant: TenantId, day: string): AsyncIterable<QuarantineEntry>;
  evaluated(tenant: TenantId, receipt: EvaluationReceipt): Promise<void>;
  evaluation(tenant: TenantId, hour: string, packKey: string): Promise<EvaluationReceipt | undefined>;
  evaluations(tenant: TenantId, hour: string): AsyncIterable<EvaluationReceipt>;
};
