import { Enrichment } from '../../domain/model/enrichment.ts';
import { Score } from '../../domain/model/score.ts';
import type { AssessmentStore } from '../../domain/ports/assessment-store.ts';
import type { IncidentRevision } from '../../domain/ports/incident-lifecycle.ts';
import { byTenant } from './by-tenant.ts';

const keyOf = ({ incidentId, revision }: IncidentRevision): string => `${incidentId}-r${revision}`;

/** Scores and enrichments in memory. */
export const memoryAssessmentStore = (): AssessmentStore => {
  const stateOf = byTenant(() => ({ scores: new Map<string, Score>(), enrichments: new Map<string, Enrichment>() }));
  return {
    async putScore(tenant, incident, score) {
      const { scores } = stateOf(tenant);
      if (!scores.has(keyOf(incident))) scores.set(keyOf(incident), structuredClone(Score.parse(score)));
    },
    score: async (tenant, incident) => structuredClone(stateOf(tenant).scores.get(keyOf(incident))),
    async putEnrichment(tenant, incident, enrichment) {
      const { enrichments } = stateOf(tenant);
      if (!enrichments.has(keyOf(incident)))
        enrichments.set(keyOf(incident), structuredClone(Enrichment.parse(enrichment)));
    },
    enrichment: async (tenant, incident) => structuredClone(stateOf(tenant).enrichments.get(keyOf(incident))),
  };
};
