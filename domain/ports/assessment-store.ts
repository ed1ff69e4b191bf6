import type { Asset, Enrichment } from '../model/enrichment.ts';
import type { Score } from '../model/score.ts';
import type { TenantId } from '../model/tenant.ts';
import type { IncidentRevision } from './incident-lifecycle.ts';

/** Scores and enrichments of the revisions of incidents; the first one written of a revision stays. */
export type AssessmentStore = {
  putScore(tenant: TenantId, incident: IncidentRevision, score: Score, now: number): Promise<void>;
  score(tenant: TenantId, incident: IncidentRevision): Promise<Score | undefined>;
  putEnrichment(tenant: TenantId, incident: IncidentRevision, enrichment: Enrichment, now: number): Promise<void>;
  enrichment(tenant: TenantId, incident: IncidentRevision): Promise<Enrichment | undefined>;
};

export type AssetRepository = {
  /** At most 10,000. */
  list(tenant: TenantId): Promise<readonly Asset[]>;
  /** Adds or replaces by `asset_id`. */
  put(tenant: TenantId, assets: readonly Asset[]): Promise<void>;
};
