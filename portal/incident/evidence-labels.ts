import type { Alert } from '../../domain/model/alert.ts';

/** Where an id leads: a footnote's label, and the alert in the timeline that has it. */
export type EvidenceLabel = { readonly label: string; readonly alertId: string };

/** Labels of alerts (`A1`) and of the events that they rest on (`A1.2`), in the order in which the service lists alerts. */
export const evidenceLabels = (alerts: readonly Alert[]): ReadonlyMap<string, EvidenceLabel> => {
  const labels = new Map<string, EvidenceLabel>();
  for (const [index, { id, event_ids }] of alerts.entries()) {
    labels.set(id, { label: `A${index + 1}`, alertId: id });
    for (const [at, event] of event_ids.entries()) {
      if (!labels.has(event)) labels.set(event, { label: `A${index + 1}.${at + 1}`, alertId: id });
    }
  }
  return labels;
};

/** The id of an alert's element in the page. */
export const anchorOf = (alertId: string): string => `alert-${alertId}`;
