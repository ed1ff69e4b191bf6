import type { TenantId } from '../model/tenant.ts';

/** What a source delivered before: events by full hour (`2026-02-18T10`) of the last 7 days, kinds of logs of the last 30. */
export type SourceHistory = {
  readonly hours: ReadonlyMap<string, number>;
  readonly logSources: readonly string[];
  /** Longest time without an event from 25 to 22 hours ago, milliseconds, to ten minutes. */
  readonly longestGap: number;
};

/** What a source delivered in the last hour, by time of receipt. */
export type SourceActivity = {
  readonly events: number;
  /** Receipt of its newest event, milliseconds. */
  readonly newest: number;
  /** The last quarter of an hour: events with a time of their own that is at most a day old, and their mean lag. */
  readonly timed: number;
  /** Mean of receipt minus event time, seconds; negative where the source's clock is ahead. Undefined without such events. */
  readonly lagSeconds?: number;
};

/** Figures of a tenant's sources from the copies of events. `now`: milliseconds. Throws NotAvailable rather than answer a part. */
export type SourceFigures = {
  history(tenant: TenantId, now: number): Promise<ReadonlyMap<string, SourceHistory>>;
  recent(tenant: TenantId, now: number): Promise<ReadonlyMap<string, SourceActivity>>;
};
