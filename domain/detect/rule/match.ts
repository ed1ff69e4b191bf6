import type { DecodedEvent } from '../decode/event.ts';
import type { ConditionContext } from './condition.ts';
import type { Rule } from './rule.ts';

/** Do all conditions of the rule hold, the composite search left aside? A pattern that gave up is an error of the rule. */
export const conditionsHold = (rule: Rule, event: DecodedEvent, context: ConditionContext): boolean => {
  for (const condition of rule.body.conditions) {
    if (condition(event, context)) continue;
    if (context.meter.tripped) {
      context.meter.tripped = false;
      event.errors.add(`rule ${rule.id}`);
    }
    return false;
  }
  return true;
};

/** Calls `visit` for each child that the event can match, in order, until it returns something. */
export const firstOfChildren = <Result>(
  rule: Rule,
  event: DecodedEvent,
  visit: (child: Rule) => Result | undefined,
): Result | undefined => {
  if (rule.index === undefined) {
    for (const child of rule.children) {
      const result = visit(child);
      if (result !== undefined) return result;
    }
    return undefined;
  }
  for (const index of rule.index.candidates(event)) {
    const child = rule.children[index];
    const result = child === undefined ? undefined : visit(child);
    if (result !== undefined) return result;
  }
  return undefined;
};
