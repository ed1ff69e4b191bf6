import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { matchAssets } from '../../domain/enrich/asset-match.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { Clock } from '../../domain/model/time.ts';
import type { AssessmentStore, AssetRepository } from '../../domain/ports/assessment-store.ts';
import type { EntityHistory } from '../../domain/ports/entity-history.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import { entitiesConcerned } from '../../domain/score/entities-concerned.ts';
import { entitiesToAsk, type History, historyWindow } from '../../domain/score/history.ts';
import { type IncidentPorts, incidentInHand } from '../../domain/score/incident-in-hand.ts';
import { scoreIncident } from '../../domain/score/score-incident.ts';
import { enterStep, IncidentStepInput } from '../support/incident-step.ts';

export type Dependencies = IncidentPorts & {
  readonly lifecycle: Pick<IncidentLifecycle, 'transition'>;
  readonly assessments: Pick<AssessmentStore, 'putScore'>;
  readonly assets: Pick<AssetRepository, 'list'>;
  /** Without one, and while it does not answer, rarity is unknown, and the score says so. */
  readonly history: EntityHistory | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type ScoreAnswer = { readonly status: 'scored' | 'stale' };

/** Scores a revision of an incident. Repeating it changes nothing: the first score of a revision stays. */
export const scoreHandler = (dependencies: Dependencies) => {
  const { lifecycle, assessments, assets, history, clock, logger, metrics } = dependencies;

  const historyOf = async (incident: Incident, alerts: readonly Alert[]): Promise<History> => {
    const window = historyWindow(incident);
    if (history === undefined) return window;
    try {
      const { from, to } = window;
      return { ...window, answer: await history.sightings(incident.tenant, entitiesToAsk(alerts), from, to) };
    } catch (error) {
      if (!(error instanceof NotAvailable)) throw error;
      logger.warn('scored without the past', { tenant: incident.tenant, incident: incident.incident_id, error });
      return window;
    }
  };

  return async (event: unknown): Promise<ScoreAnswer> => {
    const input = IncidentStepInput.parse(event);
    const { tenant, incident_id: incidentId, revision } = input;
    if (!(await enterStep(lifecycle, input, 'scoring', clock()))) return { status: 'stale' };
    const found = await incidentInHand(tenant, { incidentId, revision }, dependencies);
    if (found === undefined) return { status: 'stale' };
    const { incident, alerts, limit } = found;
    const [past, inventory] = await Promise.all([historyOf(incident, alerts), assets.list(tenant)]);
    const score = scoreIncident({
      incident,
      alerts,
      assets: matchAssets(inventory, entitiesConcerned(alerts)),
      history: past,
      ...(limit !== undefined && { limits: [limit] }),
    });
    await assessments.putScore(tenant, { incidentId, revision }, score, clock());
    logger.info('scored', { tenant, incident: incidentId, revision, risk: score.risk_score });
    metrics.addMetric('scored', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return { status: 'scored' };
  };
};
