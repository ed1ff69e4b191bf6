import type { Alert, Band } from '../model/alert.ts';
import { bandOf } from '../model/alert.ts';
import { eventTimeOf } from './event-time.ts';
import { plainText } from './plain-text.ts';
import { titleOf } from './title.ts';

/** The alert that names the incident: the highest level, then the earliest event, then the smallest id. */
export type LeadAlert = {
  readonly level: number;
  readonly eventAt: number;
  readonly alertId: string;
  readonly title: string;
};

/** What an incident's alerts add up to. Lists are sorted and free of repeats; times in milliseconds since the epoch. */
export type IncidentFacts = {
  readonly lead: LeadAlert;
  readonly alertCount: number;
  readonly ruleIds: readonly string[];
  readonly techniques: readonly string[];
  readonly tactics: readonly string[];
  readonly firstEventAt: number;
  readonly lastEventAt: number;
};

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].toSorted();

export const factsOf = (alert: Alert): IncidentFacts => {
  const eventAt = eventTimeOf(alert);
  return {
    lead: { level: alert.rule.level, eventAt, alertId: alert.id, title: titleOf(alert) },
    alertCount: 1,
    ruleIds: [plainText(alert.rule.id)],
    techniques: sorted(alert.rule.mitre.id.map(plainText)),
    tactics: sorted(alert.rule.mitre.tactic.map(plainText)),
    firstEventAt: eventAt,
    lastEventAt: eventAt,
  };
};

const leads = (a: LeadAlert, b: LeadAlert): boolean =>
  a.level !== b.level ? a.level > b.level : a.eventAt !== b.eventAt ? a.eventAt < b.eventAt : a.alertId <= b.alertId;

/** Sum of facts of disjoint sets of alerts: one or more. Order and bracketing do not matter. */
export const sumFacts = (parts: readonly [IncidentFacts, ...IncidentFacts[]]): IncidentFacts => ({
  lead: parts.reduce((best, part) => (leads(best, part.lead) ? best : part.lead), parts[0].lead),
  alertCount: parts.reduce((sum, part) => sum + part.alertCount, 0),
  ruleIds: sorted(parts.flatMap((part) => part.ruleIds)),
  techniques: sorted(parts.flatMap((part) => part.techniques)),
  tactics: sorted(parts.flatMap((part) => part.tactics)),
  firstEventAt: parts.reduce((first, part) => Math.min(first, part.firstEventAt), parts[0].firstEventAt),
  lastEventAt: parts.reduce((last, part) => Math.max(last, part.lastEventAt), parts[0].lastEventAt),
});

/** The band of an incident is the band of its highest rule level; nothing else decides it. */
export const bandOfFacts = (facts: IncidentFacts): Band => bandOf(facts.lead.level);
