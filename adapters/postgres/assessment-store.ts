import type { z } from 'zod';
import { Enrichment } from '../../domain/model/enrichment.ts';
import { Score } from '../../domain/model/score.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AssessmentStore } from '../../domain/ports/assessment-store.ts';
import type { IncidentRevision } from '../../domain/ports/incident-lifecycle.ts';
import type { Database } from './database.ts';

type Kind = 'score' | 'enrichment';

/** Scores and enrichments in PostgreSQL, a row each. */
export const postgresAssessmentStore = ({ withTenant }: Database): AssessmentStore => {
  const put = (
    tenant: TenantId,
    { incidentId, revision }: IncidentRevision,
    kind: Kind,
    document: unknown,
    now: number,
  ): Promise<void> =>
    withTenant(tenant, async (tx) => {
      await tx
        .insertInto('assessments')
        .values({
          tenant,
          incident_id: incidentId,
          revision,
          kind,
          document: JSON.stringify(document),
          created_at: new Date(now),
        })
        .onConflict((conflict) => conflict.columns(['tenant', 'incident_id', 'revision', 'kind']).doNothing())
        .execute();
    });

  const read = <T>(
    tenant: TenantId,
    { incidentId, revision }: IncidentRevision,
    kind: Kind,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('assessments')
        .select('document')
        .where('incident_id', '=', incidentId)
        .where('revision', '=', revision)
        .where('kind', '=', kind)
        .executeTakeFirst();
      return row && schema.parse(row.document);
    });

  return {
    putScore: async (tenant, incident, score, now) => put(tenant, incident, 'score', Score.parse(score), now),
    score: (tenant, incident) => read(tenant, incident, 'score', Score),
    putEnrichment: async (tenant, incident, enrichment, now) =>
      put(tenant, incident, 'enrichment', Enrichment.parse(enrichment), now),
    enrichment: (tenant, incident) => read(tenant, incident, 'enrichment', Enrichment),
  };
};
