import type { ActionType } from '../model/plan.ts';
import type { Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';

/**
 * Something that acts on the world outside, for one type of action. Every method may be repeated: after a crash it is.
 * Snapshots are JSON and rest in the store between the calls.
 */
export type ResponseAdapter = {
  readonly actionType: ActionType;
  /** The target as the adapter will use it, or why it must not be touched. */
  precheck(tenant: TenantId, target: string): Promise<Result<string, string>>;
  /** How much the action touches, in words. */
  blastRadius(tenant: TenantId, target: string): Promise<string>;
  /** The state before, enough for `rollback`. */
  snapshot(tenant: TenantId, target: string): Promise<unknown>;
  execute(tenant: TenantId, target: string, snapshot: unknown): Promise<void>;
  /** Whether the world is as the action wants it. */
  verify(tenant: TenantId, target: string): Promise<boolean>;
  /** Takes back only what `execute` changed, going by the snapshot. */
  rollback(tenant: TenantId, target: string, snapshot: unknown): Promise<void>;
};
