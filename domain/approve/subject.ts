import type { IncidentRevision } from '../ports/incident-lifecycle.ts';

/** The plan of an incident's revision: what the steps after *plan* work on. */
export type PlanSubject = IncidentRevision & { readonly playbookId: string };
