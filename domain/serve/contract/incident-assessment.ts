import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { exampleIncident } from './examples.ts';
import { exampleEnrichment, exampleScore } from './examples-response.ts';
import { operation } from './operation.ts';
import { IncidentId } from './parameters.ts';
import { EnrichmentResource, ScoreResource } from './schemas.ts';

export const incidentAssessment = operation({
  id: 'incident-assessment',
  method: 'GET',
  path: '/api/v1/incidents/{id}/assessment',
  tag: 'incidents',
  summary: 'How dangerous an incident is and why, and what it touches',
  description: 'Of one revision; `score` and `enrichment` are missing until their steps have run.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: z.object({ id: IncidentId }),
  query: z.strictObject({
    revision: z.coerce.number().int().min(1).max(999_999).optional().meta({ description: 'The newest by default.' }),
  }),
  response: z.object({
    incident_id: z.string(),
    revision: z.number().int(),
    score: ScoreResource.optional(),
    enrichment: EnrichmentResource.optional(),
  }),
  example: {
    incident_id: exampleIncident.incident_id,
    revision: 1,
    score: exampleScore,
    enrichment: exampleEnrichment,
  },
});
