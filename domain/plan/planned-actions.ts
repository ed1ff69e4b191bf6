import { type Entity, type EntityKind, entityKey } from '../model/entity.ts';
import type { ActionType, PlannedAction } from '../model/plan.ts';
import { externalAddress } from './external-address.ts';
import { count, type EntityFacts, idsOf, nameOf, ofKind, type PlanFacts } from './plan-facts.ts';

/** More addresses than this are not blocked by one plan: a person decides about networks. */
export const MAXIMUM_BLOCKS = 50;
/** Advice for this many users, keys and hosts each. */
const MAXIMUM_ADVICE = 5;

/** Addresses of the incident by what may be done with them, named most often first. */
export type Addresses = {
  /** To block: one entry an address, written as it is blocked. */
  readonly block: readonly { readonly target: string; readonly facts: EntityFacts }[];
  /** External addresses beyond the bound of a plan. */
  readonly beyond: readonly EntityFacts[];
  /** Of the tenant's own inventory. */
  readonly own: readonly EntityFacts[];
  /** Private, reserved, or no address at all. */
  readonly internal: readonly EntityFacts[];
};

/** Whether an asset of the inventory has the entity. */
const isOwn = ({ enrichment }: PlanFacts, entity: Entity): boolean =>
  enrichment.assets.some(({ entities }) => entities.some((known) => entityKey(known) === entityKey(entity)));

export const addressesOf = (facts: PlanFacts): Addresses => {
  const targets = new Map<string, EntityFacts>();
  const own: EntityFacts[] = [];
  const internal: EntityFacts[] = [];
  for (const address of ofKind(facts, 'ip')) {
    const target = externalAddress(address.entity.value);
    if (target === undefined) internal.push(address);
    else if (isOwn(facts, address.entity)) own.push(address);
    else if (!targets.has(target)) targets.set(target, address);
  }
  const all = [...targets].map(([target, address]) => ({ target, facts: address }));
  return {
    block: all.slice(0, MAXIMUM_BLOCKS),
    beyond: all.slice(MAXIMUM_BLOCKS).map(({ facts: address }) => address),
    own,
    internal,
  };
};

/** A name that a directory could hold: letters, digits and a few marks. Anything else is text that somebody typed. */
const isNameable = ({ value }: Entity): boolean => /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@$+:/\\-]{0,127}$/u.test(value);

export const nameable = (facts: PlanFacts, kind: EntityKind): readonly EntityFacts[] =>
  ofKind(facts, kind)
    .filter(({ entity }) => isNameable(entity))
    .slice(0, MAXIMUM_ADVICE);

type Draft = Omit<PlannedAction, 'key' | 'severity'>;

const advice = (action_type: ActionType, why: string, entities: readonly EntityFacts[]): Draft[] =>
  entities.map(({ entity, alerts }) => ({
    action_type,
    target: entity.value,
    reason: `${nameOf(entity)} is named in ${count(alerts.length, 'alert')}: ${why}`,
    auto_execute: false,
    evidence: idsOf(alerts),
  }));

/**
 * What is proposed: external source addresses are blocked (an adapter can); accounts, keys and machines are advice for a
 * person. Accounts are disabled and machines isolated only from HIGH on.
 */
export const plannedActions = (facts: PlanFacts): readonly PlannedAction[] => {
  const { band } = facts.incident;
  const isSevere = band === 'HIGH' || band === 'CRITICAL';
  const blocks = addressesOf(facts).block.map(
    ({ target, facts: { alerts } }): Draft => ({
      action_type: 'block_ip',
      target,
      reason: `address ${target} is the source in ${count(alerts.length, 'alert')}`,
      auto_execute: true,
      evidence: idsOf(alerts),
    }),
  );
  const users = nameable(facts, 'user');
  const drafts = [
    ...blocks,
    ...advice('revoke_token', 'its sessions may be in use by somebody else', users),
    ...advice('revoke_token', 'whoever holds it can act with it', nameable(facts, 'access_key')),
    ...(isSevere ? advice('disable_account', 'until its owner was asked', users) : []),
    ...(isSevere ? advice('isolate_host', 'until it was examined', nameable(facts, 'host')) : []),
  ];
  return drafts.map((draft, index) => ({ key: `a${index + 1}`, ...draft, severity: band }));
};
