import type { TenantId } from '../model/tenant.ts';

/** What a collector remembers between runs: JSON, with the number of its last change. */
export type PullState = { readonly version: number; readonly json: string };

export type PullStateStore = {
  /** `name`: of the source, or of an object. */
  load(tenant: TenantId, name: string): Promise<PullState | undefined>;
  /** False, and nothing changed, where the state is not at `version` any more (0: there is none). `days`: how long it is kept. */
  save(tenant: TenantId, name: string, json: string, version: number, days?: number): Promise<boolean>;
};
