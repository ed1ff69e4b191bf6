import type { Rule } from '../detect/rule/rule.ts';
import type { CompiledRuleset } from '../detect/ruleset.ts';

const withLevelZero = (rule: Rule, found: Set<string>): Set<string> => {
  if (rule.body.level > 0 || found.has(rule.id)) return found;
  found.add(rule.id);
  for (const child of rule.children) withLevelZero(child, found);
  return found;
};

/**
 * Those of the rules that the ruleset has, and the rules of level 0 below them: an event that one of these recognises ends
 * there, so whatever shall see it must stand below each.
 */
export const basesIn =
  ({ rules }: CompiledRuleset) =>
  (ids: readonly string[]): readonly string[] => {
    const found = new Set<string>();
    for (const id of ids) {
      const rule = rules.get(id);
      if (rule !== undefined) withLevelZero(rule, found);
    }
    return [...found].toSorted();
  };
