import type { PlanStatement } from '../model/plan.ts';
import { MAXIMUM_EVIDENCE } from './plan-facts.ts';

/** A statement is no longer than this, whatever it quotes. */
export const MAXIMUM_TEXT = 1_000;

/** A statement of a section; undefined where nothing supports it: what has no evidence is not said. */
export const statement = (
  section: PlanStatement['section'],
  text: string,
  evidence: readonly string[],
): readonly PlanStatement[] => {
  const ids = [...new Set(evidence)].slice(0, MAXIMUM_EVIDENCE);
  if (ids.length === 0) return [];
  const bounded = text.length <= MAXIMUM_TEXT ? text : `${text.slice(0, MAXIMUM_TEXT - 1).toWellFormed()}…`;
  return [{ section, text: bounded, evidence: ids }];
};
