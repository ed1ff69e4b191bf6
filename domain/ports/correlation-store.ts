import type { TenantId } from '../model/tenant.ts';

/** Names a window of correlation state: the composite rule and the values of its group fields (canonical text). */
export type WindowKey = { readonly ruleId: string; readonly group: string };

/** State as the detection engine wrote it (JSON), with the version under which it was read. */
export type StoredWindow<State> = { readonly key: WindowKey; readonly version: number; readonly state: State };

export type CorrelationStore<State> = {
  load(tenant: TenantId, keys: readonly WindowKey[]): Promise<readonly StoredWindow<State>[]>;
  /** `conflict`: somebody else wrote the window since it was read; nothing was written. `expiresAt` in epoch seconds. */
  save(tenant: TenantId, window: StoredWindow<State>, expiresAt: number): Promise<'saved' | 'conflict'>;
};
