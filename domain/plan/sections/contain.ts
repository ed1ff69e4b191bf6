import type { PlannedAction, PlanStatement } from '../../model/plan.ts';
import { idsOf, idsOfEntities, nameOf, namesOf, ofKind, type PlanFacts } from '../plan-facts.ts';
import { addressesOf } from '../planned-actions.ts';
import { statement } from '../statement.ts';

const SECTION = 'phase_1_contain';
const SHOWN = 5;

const addresses = (facts: PlanFacts): readonly PlanStatement[] => {
  const { block, beyond, own, internal } = addressesOf(facts);
  const blocked = block.map(({ facts: address }) => address);
  const targets = block.slice(0, SHOWN).map(({ target }) => target);
  const more = block.length > SHOWN ? ` and ${block.length - SHOWN} more` : '';
  const untrusted = blocked.filter(({ alerts }) => alerts.every(({ trust }) => trust === 'low'));
  return [
    ...statement(
      SECTION,
      `Block ${block.length === 1 ? 'the address' : 'the addresses'} ${targets.join(', ')}${more} at the web application firewall; all who share ${block.length === 1 ? 'it' : 'them'} are shut out.`,
      idsOfEntities(blocked),
    ),
    ...statement(
      SECTION,
      `Named by sources of low trust only, where anybody could have written so: ${namesOf(untrusted)}.`,
      idsOfEntities(untrusted),
    ),
    ...statement(
      SECTION,
      `${beyond.length} more external addresses are not part of this plan: decide about their networks.`,
      idsOfEntities(beyond),
    ),
    ...statement(SECTION, `Of the bank itself, not to be blocked: ${namesOf(own)}.`, idsOfEntities(own)),
    ...statement(
      SECTION,
      `Within the bank's networks or reserved, not to be blocked: ${namesOf(internal)}; find the machine behind.`,
      idsOfEntities(internal),
    ),
  ];
};

/** By type of advice, what a person does with the targets. */
const ADVICE: Partial<Record<PlannedAction['action_type'], string>> = {
  revoke_token: 'End the sessions or revoke the keys of',
  disable_account: 'Disable until the owner was asked',
  isolate_host: 'Isolate until examined',
};

const byHand = (facts: PlanFacts, actions: readonly PlannedAction[]): readonly PlanStatement[] =>
  Object.entries(ADVICE).flatMap(([type, instruction]) => {
    const ofType = actions.filter((action) => action.action_type === type);
    const names = ofType.flatMap(({ target }) => {
      const found = facts.entities.find(({ entity }) => entity.value === target && entity.kind !== 'ip');
      return found ? [nameOf(found.entity)] : [];
    });
    return statement(
      SECTION,
      `${instruction} (by hand): ${[...new Set(names)].join(', ')}.`,
      ofType.flatMap(({ evidence }) => evidence),
    );
  });

/** Stops it from going on. */
export const contain = (facts: PlanFacts, actions: readonly PlannedAction[]): readonly PlanStatement[] => {
  const accounts = ofKind(facts, 'account');
  const statements = [
    ...addresses(facts),
    ...byHand(facts, actions),
    ...statement(
      SECTION,
      `Hold outgoing transfers until verified (by hand): ${namesOf(accounts)}.`,
      idsOfEntities(accounts),
    ),
  ];
  if (statements.length > 0) return statements;
  return statement(SECTION, 'The alerts name nobody that could be contained: examine first.', idsOf(facts.alerts));
};
