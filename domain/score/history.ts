import type { Alert } from '../model/alert.ts';
import type { Entity, EntityKind } from '../model/entity.ts';
import type { Incident } from '../model/incident.ts';
import { DAY_MS, HOUR_MS } from '../model/time.ts';
import type { EntityHistoryAnswer } from '../ports/entity-history.ts';
import { entitiesConcerned } from './entities-concerned.ts';

export const HISTORY_DAYS = 30;
export const MAXIMUM_ENTITIES_ASKED = 20;

/** Hosts report everything that happens on them: how often says nothing. */
const KINDS: readonly EntityKind[] = ['user', 'ip', 'account', 'access_key'];

/** What was asked of the past, with the answer; without one where nobody could answer. */
export type History = {
  readonly from: string;
  readonly to: string;
  readonly answer?: EntityHistoryAnswer;
};

/** The entities whose past tells something, those named most often first, at most 20; hosts where there are no others. */
export const entitiesToAsk = (alerts: readonly Alert[]): readonly Entity[] => {
  const concerned = entitiesConcerned(alerts);
  const telling = concerned.filter(({ kind }) => KINDS.includes(kind));
  return (telling.length > 0 ? telling : concerned).slice(0, MAXIMUM_ENTITIES_ASKED);
};

/** The 30 days that end an hour before the first alert: what led to it is not a habit yet. */
export const historyWindow = (incident: Pick<Incident, 'first_event_at'>): { from: string; to: string } => {
  const to = Date.parse(incident.first_event_at) - HOUR_MS;
  return { from: new Date(to - HISTORY_DAYS * DAY_MS).toISOString(), to: new Date(to).toISOString() };
};

/** How many of the 30 days the tenant's events reach back, 0 to 30. */
export const daysKnown = ({ to, answer }: History): number => {
  if (answer?.since === undefined) return 0;
  return Math.min(HISTORY_DAYS, Math.max(0, (Date.parse(to) - Date.parse(answer.since)) / DAY_MS));
};
