import type { ActionType } from '../model/plan.ts';
import type { ActionStatus, ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

export type ActionQuery = {
  readonly playbookId?: string;
  readonly incidentId?: string;
  readonly actionType?: ActionType;
  /** As the action has it. */
  readonly target?: string;
  readonly status?: readonly ActionStatus[];
  readonly limit: number;
  readonly cursor?: string;
};

export type ActionChange = Pick<ResponseAction, 'status'> &
  Partial<Pick<ResponseAction, 'snapshot' | 'detail' | 'blast_radius'>>;

export type ActionStore = {
  /** Keeps actions that are not known yet. */
  add(tenant: TenantId, actions: readonly ResponseAction[]): Promise<void>;
  get(tenant: TenantId, actionId: string): Promise<ResponseAction | undefined>;
  /** Newest first. */
  list(tenant: TenantId, query: ActionQuery): Promise<Page<ResponseAction>>;
  /** Changes the action if it is in one of `from`; false where it is not. */
  move(
    tenant: TenantId,
    actionId: string,
    from: readonly ActionStatus[],
    change: ActionChange,
    now: number,
  ): Promise<boolean>;
  /**
   * Runs `work` while no other work under the same name of the tenant runs anywhere. Not to be nested under one name. Rejects
   * where the lock was lost meanwhile, though the work may be done.
   */
  exclusively<T>(tenant: TenantId, name: string, work: () => Promise<T>): Promise<T>;
};
