import { quoted } from '../incident/quoted-text.ts';
import type { Alert } from '../model/alert.ts';
import { entityKey } from '../model/entity.ts';
import type { ScoreFactor } from '../model/score.ts';
import type { Sightings } from '../ports/entity-history.ts';
import { entitiesConcerned } from './entities-concerned.ts';
import { daysKnown, HISTORY_DAYS, type History } from './history.ts';
import { MAXIMUM_EVIDENCE } from './severity-factor.ts';

const WEIGHT = 0.25;
/** Neither rare nor common: what counts where nothing is known. */
const UNKNOWN = 0.5;

/** 1 for an entity that was never seen, 0 for one that was seen each day. */
const rarityOf = (days: number): number =>
  1 - Math.log2(1 + Math.min(HISTORY_DAYS, days)) / Math.log2(1 + HISTORY_DAYS);

const rarest = (sightings: readonly Sightings[]): Sightings | undefined =>
  sightings.toSorted(
    (a, b) => a.days - b.days || a.events - b.events || (entityKey(a.entity) < entityKey(b.entity) ? -1 : 1),
  )[0];

const NAMES = { user: 'user', ip: 'address', host: 'host', account: 'account', access_key: 'access key' } as const;

const wordsOf = ({ entity, days, events }: Sightings, known: number): string => {
  const subject = `${NAMES[entity.kind]} ${quoted(entity.value)}`;
  const span = `the ${known.toFixed(1)} days before that events are known of`;
  return days === 0
    ? `${subject} was not seen in ${span}`
    : `${subject} was seen on ${days} of ${span}, in ${events} event${events === 1 ? '' : 's'}`;
};

/**
 * The rarer the rarest entity was before, the higher the score. The less of the past is known, the closer the value is to
 * the middle.
 */
export const rarityFactor = (history: History, alerts: readonly Alert[]): ScoreFactor => {
  const found = rarest(history.answer?.sightings ?? []);
  const known = daysKnown(history);
  const all = alerts.slice(0, MAXIMUM_EVIDENCE).map(({ id }) => id);
  if (found === undefined || known === 0)
    return {
      name: 'rarity',
      weight: WEIGHT,
      value: UNKNOWN,
      reason: 'how usual this behaviour is, is not known: neither rare nor common',
      evidence: all,
    };
  const key = entityKey(found.entity);
  const naming = alerts.filter((alert) => entitiesConcerned([alert]).some((entity) => entityKey(entity) === key));
  return {
    name: 'rarity',
    weight: WEIGHT,
    value: UNKNOWN + (rarityOf(found.days) - UNKNOWN) * (known / HISTORY_DAYS),
    reason: wordsOf(found, known),
    evidence: naming.length > 0 ? naming.slice(0, MAXIMUM_EVIDENCE).map(({ id }) => id) : all,
  };
};
