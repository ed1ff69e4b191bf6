import type { Hunt, HuntAlert } from '../hunt/hunt.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

/** A hunt on its way: which part comes next, and what the parts before hand on. */
export type HuntJob = { readonly hunt: Hunt; readonly part: number; readonly state: string | undefined };

/** What a part came to. */
export type HuntPart = {
  readonly hunt: Hunt;
  /** For the next part; undefined at the end. */
  readonly state: string | undefined;
  readonly alerts: readonly HuntAlert[];
};

export type HuntStore = {
  /**
   * Adds a hunt, unless one of the tenant is open (`busy`). One that has not moved since `stalledBefore` (milliseconds) has
   * failed; hunts made before `keptSince` are forgotten.
   */
  create(tenant: TenantId, hunt: Hunt, stalledBefore: number, keptSince: number): Promise<'created' | 'busy'>;
  get(tenant: TenantId, huntId: string): Promise<Hunt | undefined>;
  list(tenant: TenantId, query: { limit: number; cursor?: string }): Promise<Page<Hunt>>;
  /** The first alerts that were kept, oldest first. */
  alerts(tenant: TenantId, huntId: string, limit: number): Promise<readonly HuntAlert[]>;
  job(tenant: TenantId, huntId: string): Promise<HuntJob | undefined>;
  /** Keeps what a part came to, at once; false where the hunt is no longer open or another did this part before. */
  save(tenant: TenantId, part: number, outcome: HuntPart): Promise<boolean>;
  /** Ends an open hunt; the hunt as it is then. `now`: milliseconds. */
  cancel(tenant: TenantId, huntId: string, now: number): Promise<Hunt | undefined>;
};

/** Hands a part of a hunt on; the same part twice is one. */
export type HuntQueue = { send(tenant: TenantId, huntId: string, part: number): Promise<void> };
