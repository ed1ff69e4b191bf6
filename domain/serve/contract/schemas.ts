import { z } from 'zod';
import { Alert } from '../../model/alert.ts';
import { Enrichment } from '../../model/enrichment.ts';
import { Incident } from '../../model/incident.ts';
import { Plan } from '../../model/plan.ts';
import { Approval, AuditEntry, Notification, Report, ResponseAction } from '../../model/response.ts';
import { Score } from '../../model/score.ts';
import { EventDocument } from './event-document.ts';

/** The resources under the names that they have in the document. */
export const IncidentResource = Incident.meta({ id: 'Incident' });
export const AlertResource = Alert.meta({ id: 'Alert' });
export const EventResource = EventDocument.meta({ id: 'Event' });
export const ScoreResource = Score.meta({ id: 'Score' });
export const EnrichmentResource = Enrichment.meta({ id: 'Enrichment' });
export const PlanResource = Plan.meta({ id: 'Plan' });
/** A plan as lists have it: without its single statements. */
export const PlanSummary = Plan.omit({ statements: true }).meta({ id: 'PlanSummary' });
export const ApprovalResource = Approval.meta({ id: 'Approval' });
/** An action; the state that its adapter kept stays inside. */
export const ActionResource = ResponseAction.omit({ snapshot: true }).meta({ id: 'Action' });
export const AuditEntryResource = AuditEntry.meta({ id: 'AuditEntry' });
export const NotificationResource = Notification.meta({ id: 'Notification' });
/** A report; where its files lie is nobody's business: ask for a link. */
export const ReportResource = Report.extend({
  files: z.array(z.object({ format: z.enum(['html', 'pdf']), bytes: z.number().int(), sha256: z.string() })),
}).meta({ id: 'Report' });
/** What happens without a person, and for how long a plan waits for one. */
export const AutomationResource = z
  .object({
    mode: z.enum(['shadow', 'human', 'matrix']),
    kill_switch: z.boolean().meta({ description: 'True: nothing is executed, whoever approved it.' }),
    approval_minutes: z.number().int(),
  })
  .meta({ id: 'Automation' });
