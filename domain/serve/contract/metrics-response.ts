import { z } from 'zod';
import { IncidentStatus } from '../../model/incident.ts';
import { PlanStatus } from '../../model/plan.ts';
import { ActionStatus } from '../../model/response.ts';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { Instant, nothing } from './parameters.ts';

const counted = <S extends z.ZodType>(status: S) => z.array(z.object({ status, count: z.number().int() }));
const Timing = z.object({ count: z.number().int(), mean: z.number().optional(), p95: z.number().optional() });

export const metricsResponse = operation({
  id: 'metrics-response',
  method: 'GET',
  path: '/api/v1/metrics/response',
  tag: 'metrics',
  summary: 'What became of incidents, plans and actions, and how long it took',
  description:
    'Of what was created in the window; every status has a row. Times in seconds: from incident to plan, from request to decision, from incident to verified action; `mean` and `p95` are missing where nothing was measured.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    from: Instant.optional().meta({ description: '24 hours before `to` by default.' }),
    to: Instant.optional().meta({ description: 'Now by default. At most 31 days after `from`.' }),
  }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    incidents: counted(IncidentStatus),
    plans: counted(PlanStatus),
    actions: counted(ActionStatus),
    seconds_to_plan: Timing,
    seconds_to_decision: Timing,
    seconds_to_response: Timing,
  }),
  example: {
    from: '2026-02-17T10:30:00.000Z',
    to: '2026-02-18T10:30:00.000Z',
    incidents: [{ status: 'executed', count: 3 }],
    plans: [{ status: 'executed', count: 3 }],
    actions: [{ status: 'verified', count: 3 }],
    seconds_to_plan: { count: 3, mean: 2.1, p95: 2.8 },
    seconds_to_decision: { count: 1, mean: 74, p95: 74 },
    seconds_to_response: { count: 3, mean: 27.5, p95: 79.2 },
  },
});
