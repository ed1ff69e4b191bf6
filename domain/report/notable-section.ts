import type { Approval, ResponseAction } from '../model/response.ts';
import type { Card, Section, Tone } from './document.ts';
import type { NotableIncident, ReportFigures } from './figures.ts';
import { plain } from './plain.ts';
import { BAND_COLORS, clockTime, counted, dayInWords, ENTITY_NAMES, listed, momentInWords, spaced } from './words.ts';

const ENTITIES_SHOWN = 4;

const TONES: Readonly<Record<string, Tone>> = { CRITICAL: 'critical', HIGH: 'warning' };

const whatHappened = ({ incident, plan }: NotableIncident): string => {
  const { alert_count, first_event_at, last_event_at } = incident;
  const span =
    first_event_at.slice(0, 16) === last_event_at.slice(0, 16)
      ? momentInWords(first_event_at)
      : first_event_at.slice(0, 10) === last_event_at.slice(0, 10)
        ? `${clockTime(first_event_at)} to ${clockTime(last_event_at)} UTC on ${dayInWords(first_event_at)}`
        : `${momentInWords(first_event_at)} to ${momentInWords(last_event_at)}`;
  const summary = plan ? ` ${plain(plan.executive_summary, 600)}` : '';
  return `${counted(alert_count, 'alert')}, ${span}.${summary}`;
};

const who = ({ incident }: NotableIncident): string => {
  const shown = incident.entities
    .slice(0, ENTITIES_SHOWN)
    .map(({ kind, value }) => `${ENTITY_NAMES[kind]} ${plain(value, 80)}`);
  const others = incident.entities.length - shown.length;
  return listed([...shown, ...(others > 0 ? [counted(others, 'other')] : [])]) || 'nobody named';
};

const decisionOf = (approval: Approval): string => {
  const comment = approval.comment ? ` “${plain(approval.comment, 200)}”` : '';
  switch (approval.status) {
    case 'pending':
      return `Waits for a person until ${momentInWords(approval.expires_at)}.`;
    case 'expired':
      return `Nobody decided until ${momentInWords(approval.expires_at)}: nothing was executed.`;
    case 'voided':
      return 'Overtaken: the incident grew, and a newer plan took its place.';
    default: {
      const when = approval.decided_at ? ` ${momentInWords(approval.decided_at)}` : '';
      return `${approval.status === 'approved' ? 'Approved' : 'Denied'} by a person${when}.${comment}`;
    }
  }
};

const decision = ({ approval, plan, incident }: NotableIncident): string => {
  if (approval) return decisionOf(approval);
  if (plan?.status === 'shadowed') return 'Recorded only, by policy.';
  if (plan && ['executing', 'executed', 'failed', 'rolled_back'].includes(plan.status))
    return 'Executed by policy, without waiting for a person.';
  return incident.status === 'failed' ? 'The work on it failed; it was handed to people.' : 'None yet.';
};

const actionText = ({ action_type, target, status, detail }: ResponseAction): string =>
  `${spaced(action_type)} ${plain(target, 80)}: ${spaced(status)}${detail ? ` (${plain(detail, 200)})` : ''}`;

const cardOf = (notable: NotableIncident, names: Readonly<Record<string, string>>): Card => {
  const { incident, actions } = notable;
  const techniques = incident.mitre_techniques.slice(0, 6).map((id) => (names[id] ? `${names[id]} (${id})` : id));
  return {
    badge: incident.band,
    tone: TONES[incident.band] ?? 'neutral',
    color: BAND_COLORS[incident.band],
    title: plain(incident.title, 200),
    lines: [
      { label: 'Incident', text: `${incident.incident_id}, ${spaced(incident.status)}` },
      { label: 'What happened', text: whatHappened(notable) },
      { label: 'Who and what', text: who(notable) },
      { label: 'Decision', text: decision(notable) },
      { label: 'Actions', text: actions.length > 0 ? `${actions.map(actionText).join('; ')}.` : 'None.' },
      ...(techniques.length > 0 ? [{ label: 'ATT&CK', text: listed(techniques) }] : []),
    ],
  };
};

/** The gravest incidents: what happened, what was decided, what was done. */
export const notableSection = ({ notable, techniqueNames }: ReportFigures): Section => ({
  id: 'notable',
  title: 'Notable incidents',
  blocks:
    notable.length > 0
      ? notable.map((one) => ({ kind: 'card', card: cardOf(one, techniqueNames) }))
      : [{ kind: 'paragraph', text: 'No incidents were opened.' }],
});
