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
  /** The sightings of the tenant in [from, to], milliseconds of receipt. */
  sightings(tenant: TenantId, from: number, to: number): Promise<readonly Sighting[]>;
  /** Idempotent by the position of the first sighting. */
  record(tenant: TenantId, sightings: readonly Sighting[]): Promise<void>;
};
