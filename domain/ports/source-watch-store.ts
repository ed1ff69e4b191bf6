import type { TenantId } from '../model/tenant.ts';
import type { WatchState } from '../sources/watch-state.ts';

/** What the watch knows of a tenant's sources, with the number of its last change (0: there is nothing yet). */
export type SourceWatchStore = {
  load(tenant: TenantId): Promise<{ readonly version: number; readonly state: WatchState } | undefined>;
  /** False, and nothing changed, where the state is not at `version` any more. */
  save(tenant: TenantId, state: WatchState, version: number): Promise<boolean>;
};
