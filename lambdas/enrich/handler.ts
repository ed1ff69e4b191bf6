import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { enrichIncident } from '../../domain/enrich/enrich-incident.ts';
import type { KevCatalogue } from '../../domain/enrich/kev-catalogue.ts';
import type { AttackCatalogue } from '../../domain/enrich/technique-context.ts';
import type { Clock } from '../../domain/model/time.ts';
import type { AssessmentStore, AssetRepository } from '../../domain/ports/assessment-store.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import { type IncidentPorts, incidentInHand } from '../../domain/score/incident-in-hand.ts';
import { enterStep, IncidentStepInput } from '../support/incident-step.ts';

export type Dependencies = IncidentPorts & {
  readonly lifecycle: Pick<IncidentLifecycle, 'transition'>;
  readonly assessments: Pick<AssessmentStore, 'putEnrichment'>;
  readonly assets: Pick<AssetRepository, 'list'>;
  readonly kev: KevCatalogue;
  readonly attack: AttackCatalogue;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type EnrichAnswer = { readonly status: 'enriched' | 'stale' };

/** Enriches a revision of an incident. Repeating it changes nothing: the first enrichment of a revision stays. */
export const enrichHandler =
  ({ lifecycle, assessments, assets, kev, attack, clock, logger, metrics, ...ports }: Dependencies) =>
  async (event: unknown): Promise<EnrichAnswer> => {
    const input = IncidentStepInput.parse(event);
    const { tenant, incident_id: incidentId, revision } = input;
    if (!(await enterStep(lifecycle, input, 'enriching', clock()))) return { status: 'stale' };
    const [found, inventory] = await Promise.all([
      incidentInHand(tenant, { incidentId, revision }, ports),
      assets.list(tenant),
    ]);
    if (found === undefined) return { status: 'stale' };
    const { incident, alerts, limit } = found;
    const enrichment = enrichIncident({
      incident,
      alerts,
      assets: inventory,
      kev,
      attack,
      ...(limit !== undefined && { limits: [limit] }),
    });
    await assessments.putEnrichment(tenant, { incidentId, revision }, enrichment, clock());
    logger.info('enriched', { tenant, incident: incidentId, revision, assets: enrichment.assets.length });
    metrics.addMetric('enriched', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return { status: 'enriched' };
  };
