import type { WindowKey } from '../../ports/correlation-store.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { eventMeter } from '../pattern/matcher.ts';
import { conditionsHold, firstOfChildren } from '../rule/match.ts';
import type { Rule } from '../rule/rule.ts';
import type { CompiledRuleset } from '../ruleset.ts';
import { type Composite, groupOf } from './composite.ts';
import { ignoreKey, memoryKey } from './keys.ts';

/** How sure it is, without state, that a rule is the result. */
type Certainty = 'certain' | 'uncertain';

/**
 * The windows that an event could read or write, whatever the state is: walks the rule tree along both outcomes of every
 * stateful condition.
 */
export const candidateKeys = (ruleset: CompiledRuleset, event: DecodedEvent): readonly WindowKey[] => {
  const { hasher } = ruleset;
  const keys = new Map<string, WindowKey>();
  const results: Rule[] = [];
  // What gives up here is looked at again by the evaluation, which reports it.
  const errors = new Set(event.errors);
  let remembered = 0;
  const need = (key: WindowKey): void => {
    keys.set(`${key.ruleId}\n${key.group}`, key);
  };
  const needGroup = (rule: Rule, composite: Composite): boolean => {
    const group = groupOf(event, composite, hasher);
    if (group === undefined) return false;
    need({ ruleId: rule.id, group });
    return true;
  };
  const remember = (_: DecodedEvent, name: string, value: string, kind: 'first' | 'last'): boolean => {
    remembered++;
    need(memoryKey(name, kind === 'first' ? value : '', hasher));
    return true;
  };
  const context = {
    meter: eventMeter(event.log.length),
    memories: {
      firstSeen: (of: DecodedEvent, name: string, value: string) => remember(of, name, value, 'first'),
      changed: (of: DecodedEvent, name: string, value: string) => remember(of, name, value, 'last'),
    },
  };

  const visit = (rule: Rule): Certainty | undefined => {
    const before = remembered;
    const holds = conditionsHold(rule, event, context);
    // The evaluation looks at fewer rules, so its budget may last longer: what gives up here may match there.
    const gaveUp = !holds && event.errors.has(`rule ${rule.id}`);
    if (!holds && !gaveUp) return undefined;
    const { composite, noAlert, ignoreSeconds } = rule.body;
    if (composite !== undefined && !needGroup(rule, composite)) return undefined;
    if (ignoreSeconds > 0) need(ignoreKey(rule.id));
    const sure: Certainty = gaveUp || composite !== undefined || remembered > before ? 'uncertain' : 'certain';
    let open = false;
    const certain = firstOfChildren(rule, event, (child) => {
      const found = visit(child);
      if (found === 'uncertain') open = true;
      return found === 'certain' ? found : undefined;
    });
    if (certain === undefined && noAlert) return open ? 'uncertain' : undefined;
    if (certain === undefined) results.push(rule);
    return sure;
  };
  const root = ruleset.roots.get(event.decoder?.type ?? 'syslog');
  if (root !== undefined && event.forwarded === undefined) visit(root);

  for (const rule of results) {
    if (rule.body.level === 0) continue;
    for (const feed of rule.feeds) needGroup(feed.rule, feed.composite);
    for (const other of ruleset.logCounting) {
      const { composite } = other.body;
      if (composite?.counted.kind !== 'regex') continue;
      if (composite.counted.log.test(event.log, { tripped: false })) needGroup(other, composite);
    }
  }
  for (const error of event.errors) if (!errors.has(error)) event.errors.delete(error);
  return [...keys.values()];
};
