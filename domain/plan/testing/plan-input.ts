import { enrichIncident } from '../../enrich/enrich-incident.ts';
import { enrichInput } from '../../enrich/testing/enrich-input.ts';
import { alertOf, ip, user } from '../../incident/testing/alerts.ts';
import { type Alert, bandOf } from '../../model/alert.ts';
import { Incident } from '../../model/incident.ts';
import { scoreIncident } from '../../score/score-incident.ts';
import { historyOf } from '../../score/testing/history.ts';
import type { PlanInput } from '../plan-facts.ts';

export const INCIDENT_ID = 'INC-2026-02-18-ABCDEFGHIJ';

/** Failed logins of two users from one external address, on a core banking machine. */
export const ATTACK: readonly Alert[] = [
  alertOf({ n: 1, minute: 0, entities: [user('anna'), ip('81.17.4.9')] }),
  alertOf({ n: 2, minute: 1, entities: [user('ben'), ip('81.17.4.9')] }),
  alertOf({
    n: 3,
    minute: 2,
    level: 8,
    rule: '100100',
    entities: [ip('81.17.4.9')],
    description: 'Many users, one address',
  }),
];

/** The input of a plan for these alerts, scored and enriched as the steps before do. */
export const planInputOf = (alerts: readonly Alert[] = ATTACK, change: Partial<Incident> = {}): PlanInput => {
  const severity = Math.max(...alerts.map(({ rule }) => rule.level));
  const techniques = [...new Set(alerts.flatMap(({ rule }) => rule.mitre.id))];
  const times = alerts.map(({ timestamp }) => timestamp).toSorted();
  const incident = Incident.parse({
    incident_id: INCIDENT_ID,
    tenant: 'acme-bank',
    status: 'planning',
    revision: 1,
    title: 'Many users, one address (address 81.17.4.9)',
    severity,
    band: bandOf(severity),
    alert_count: alerts.length,
    rule_ids: [...new Set(alerts.map(({ rule }) => rule.id))],
    mitre_techniques: techniques,
    mitre_tactics: ['Credential Access'],
    entities: [],
    first_event_at: times[0],
    last_event_at: times.at(-1),
    created_at: '2026-02-18T10:05:00.000Z',
    updated_at: '2026-02-18T10:05:00.000Z',
    ...change,
  });
  const enrichment = enrichIncident({ ...enrichInput, incident: { mitre_techniques: techniques }, alerts });
  const score = scoreIncident({
    incident,
    alerts,
    assets: enrichment.assets,
    history: historyOf(30, [[ip('81.17.4.9'), 0]]),
  });
  return { incident, alerts, score, enrichment, createdAt: '2026-02-18T10:05:01.000Z' };
};
