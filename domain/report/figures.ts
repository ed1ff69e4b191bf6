import type { Incident } from '../model/incident.ts';
import type { Plan } from '../model/plan.ts';
import type { Approval, ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Counters } from '../ports/metrics-reader.ts';
import type { IncidentFigures } from '../ports/report-figures.ts';
import type { ResponseFigures } from '../ports/response-metrics.ts';
import type { ResponsePolicy } from '../ports/response-policies.ts';
import type { Period } from './period.ts';
import type { SourceVolume } from './source-volumes.ts';

/** An incident with what was decided and done about it. */
export type NotableIncident = {
  readonly incident: Incident;
  /** The plan of its newest revision. */
  readonly plan?: Plan;
  readonly approval?: Approval;
  readonly actions: readonly ResponseAction[];
};

/** Everything that a daily report says, as it was read from the stores at `createdAt`. */
export type ReportFigures = {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  readonly period: Period;
  readonly createdAt: string;
  readonly policy: Pick<ResponsePolicy, 'mode' | 'killSwitch'>;
  readonly incidents: IncidentFigures;
  readonly notable: readonly NotableIncident[];
  readonly response: ResponseFigures;
  readonly sources: readonly SourceVolume[];
  readonly counters: Counters;
  /** Names of ATT&CK techniques by id. */
  readonly techniqueNames: Readonly<Record<string, string>>;
};
