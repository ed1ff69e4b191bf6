import type { TechniqueCatalogue } from '../detect/alert.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionStore } from '../ports/action-store.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { MetricsReader } from '../ports/metrics-reader.ts';
import type { OfferLedger } from '../ports/offer-ledger.ts';
import type { PackStore } from '../ports/pack-store.ts';
import type { ApprovalStore, PlanStore } from '../ports/plan-store.ts';
import type { IncidentFigureReader } from '../ports/report-figures.ts';
import type { ResponseMetrics } from '../ports/response-metrics.ts';
import type { ResponsePolicies } from '../ports/response-policies.ts';
import type { TenantRegistry } from '../ports/tenant-registry.ts';
import type { NotableIncident, ReportFigures } from './figures.ts';
import type { Period } from './period.ts';
import { sourceVolumes } from './source-volumes.ts';

/** What a report is read from. */
export type ReportSources = {
  readonly incidents: Pick<IncidentRepository, 'get'>;
  readonly incidentFigures: IncidentFigureReader;
  readonly plans: Pick<PlanStore, 'ofIncident'>;
  readonly approvals: Pick<ApprovalStore, 'get'>;
  readonly actions: Pick<ActionStore, 'list'>;
  readonly response: Pick<ResponseMetrics, 'response'>;
  readonly policies: Pick<ResponsePolicies, 'of'>;
  readonly registry: Pick<TenantRegistry, 'sources'>;
  readonly ledger: OfferLedger;
  readonly packs: Pick<PackStore, 'quarantined'>;
  readonly metrics: MetricsReader;
  readonly techniques: TechniqueCatalogue;
};

const ACTIONS_SHOWN = 10;

const notableOf = async (
  { incidents, plans, approvals, actions }: ReportSources,
  tenant: TenantId,
  incidentId: string,
): Promise<NotableIncident[]> => {
  const incident = await incidents.get(tenant, incidentId);
  if (!incident) return [];
  const [plan] = await plans.ofIncident(tenant, incidentId);
  const approval = plan && (await approvals.get(tenant, plan.playbook_id));
  const { items } = await actions.list(tenant, { incidentId, limit: ACTIONS_SHOWN });
  return [{ incident, actions: items, ...(plan && { plan }), ...(approval && { approval }) }];
};

/** Reads the figures of one tenant and period. `now` in milliseconds. */
export const gatherFigures = async (
  sources: ReportSources,
  tenant: { readonly id: TenantId; readonly name: string },
  period: Period,
  now: number,
): Promise<ReportFigures> => {
  const { from, to } = period;
  const policy = await sources.policies.of(tenant.id);
  const incidents = await sources.incidentFigures.incidentFigures(tenant.id, from, to);
  const notable: NotableIncident[] = [];
  for (const id of incidents.notable) notable.push(...(await notableOf(sources, tenant.id, id)));
  const configured = (await sources.registry.sources(tenant.id)).filter(({ enabled }) => enabled).map(({ id }) => id);
  const named = new Set([
    ...incidents.techniques.map(({ techniqueId }) => techniqueId),
    ...notable.flatMap(({ incident }) => incident.mitre_techniques),
  ]);
  return {
    tenant: { id: tenant.id, name: tenant.name },
    period,
    createdAt: new Date(now).toISOString(),
    policy: { mode: policy.mode, killSwitch: policy.killSwitch },
    incidents,
    notable,
    response: await sources.response.response(tenant.id, from, to),
    sources: await sourceVolumes(sources, tenant.id, period, configured),
    counters: await sources.metrics.counters(tenant.id, from, to),
    techniqueNames: Object.fromEntries(
      [...named].flatMap((id) => {
        const known = sources.techniques.get(id);
        return known ? [[id, known.technique]] : [];
      }),
    ),
  };
};
