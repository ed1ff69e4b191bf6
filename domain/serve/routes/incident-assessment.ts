import { fail, ok } from '../../model/result.ts';
import { incidentAssessment } from '../contract/incident-assessment.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const incidentAssessmentRoute = tenantRoute(incidentAssessment, async (tenant, { params, query }, services) => {
  const incident = await services.incidents.get(tenant, params.id);
  if (!incident) return fail(problem('not-found', 'The tenant has no incident with this id.'));
  ownedBy(tenant, [incident]);
  const revision = query.revision ?? incident.revision;
  if (revision > incident.revision) {
    return fail(problem('not-found', `The incident has no such revision: its newest is ${incident.revision}.`));
  }
  const at = { incidentId: params.id, revision };
  const [score, enrichment] = await Promise.all([
    services.assessments.score(tenant, at),
    services.assessments.enrichment(tenant, at),
  ]);
  return ok({ incident_id: params.id, revision, ...(score && { score }), ...(enrichment && { enrichment }) });
});
