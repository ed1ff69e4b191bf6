import type { Position } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';

/** A fingerprint seen at a position under the id that the edge gave the line; `at` is milliseconds of receipt. */
export type Sighting = {
  readonly fingerprint: string;
  readonly ingestId: string;
  readonly position: Position;
  readonly at: number;
};

export type RepeatWindows = {
  /** The sightings of the tenant in a minute of receipt, as `2026-02-18T10:30`. */
  ofMinute(tenant: TenantId, minute: string): Promise<readonly Sighting[]>;
  /** Idempotent by the position of the first sighting. */
  record(tenant: TenantId, sightings: readonly Sighting[]): Promise<void>;
};
