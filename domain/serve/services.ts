import type { Hunt } from '../hunt/hunt.ts';
import type { HuntRequest } from '../hunt/start-hunt.ts';
import type { Signer } from '../model/hashing.ts';
import type { ResponseAction } from '../model/response.ts';
import type { Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionStore } from '../ports/action-store.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { AssessmentStore } from '../ports/assessment-store.ts';
import type { AuditLog, NotificationStore } from '../ports/audit-log.ts';
import type { EvidenceReader } from '../ports/evidence-reader.ts';
import type { HealthProbes } from '../ports/health-probes.ts';
import type { HuntStore } from '../ports/hunt-store.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { MetricsReader } from '../ports/metrics-reader.ts';
import type { ApprovalStore, PlanStore } from '../ports/plan-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { ResponseMetrics } from '../ports/response-metrics.ts';
import type { ResponsePolicies } from '../ports/response-policies.ts';
import type { SearchReader } from '../ports/search-reader.ts';
import type { SourceRepository } from '../ports/source-repository.ts';
import type { Workflow } from '../ports/workflow.ts';
import type { RollbackRefusal } from '../respond/rollback-action.ts';

/** What the operations read from and act through. */
export type Services = {
  readonly incidents: Pick<IncidentRepository, 'get' | 'list' | 'alertIdsOf'>;
  readonly alerts: Pick<AlertStore, 'get' | 'list'>;
  readonly search: SearchReader;
  readonly evidence: EvidenceReader;
  readonly sources: SourceRepository;
  readonly metrics: MetricsReader;
  readonly responseMetrics: ResponseMetrics;
  readonly assessments: Pick<AssessmentStore, 'score' | 'enrichment'>;
  readonly plans: Pick<PlanStore, 'get' | 'list' | 'ofIncident'>;
  readonly approvals: Pick<ApprovalStore, 'get' | 'decide'>;
  readonly actions: Pick<ActionStore, 'get' | 'list'>;
  readonly audit: AuditLog;
  readonly notifications: Pick<NotificationStore, 'list'>;
  readonly reports: Pick<ReportStore, 'get' | 'list' | 'link'>;
  readonly policies: ResponsePolicies;
  readonly workflow: Pick<Workflow, 'resume'>;
  /** Takes an action back and writes the audit chain; `actor`: `user:<subject>`. */
  readonly rollback: (
    tenant: TenantId,
    actionId: string,
    actor: string,
  ) => Promise<Result<ResponseAction, RollbackRefusal>>;
  readonly hunts: Pick<HuntStore, 'get' | 'list' | 'alerts' | 'cancel'>;
  /** Starts a hunt; `now`: milliseconds. */
  readonly hunt: (tenant: TenantId, request: HuntRequest, now: number) => Promise<Result<Hunt, 'busy'>>;
  readonly health: HealthProbes;
  /** Seals cursors; the same key in every instance of the broker. */
  readonly cursorKey: () => Promise<Signer>;
};
