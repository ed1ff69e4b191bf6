import type { DecodedEvent } from '../../domain/detect/decode/event.ts';
import { prepareEvent } from '../../domain/detect/prepare.ts';
import { conditionsHold } from '../../domain/detect/rule/match.ts';
import type { Rule } from '../../domain/detect/rule/rule.ts';
import type { CompiledRuleset } from '../../domain/detect/ruleset.ts';
import { canonicalLine } from '../../domain/normalize/canonical-line.ts';
import type { Sample } from './sample.ts';

const CONTEXT = { meter: { tripped: false }, memories: { firstSeen: () => true, changed: () => true } };

const matching = (rule: Rule, event: DecodedEvent, found: Set<string>): Set<string> => {
  if (rule.body.composite !== undefined || !conditionsHold(rule, event, CONTEXT)) return found;
  found.add(rule.id);
  for (const child of rule.children) matching(child, event, found);
  return found;
};

/** The stateless rules that hold on the last line of a sequence, also those that another rule would hide. */
export const holdingRules = (sequence: Sample['fires'], ruleset: CompiledRuleset): ReadonlySet<string> => {
  const last = sequence.at(-1)?.line.replaceAll('{n}', '0') ?? '';
  const canonical = canonicalLine(last);
  if (canonical.kind === 'quarantine') return new Set();
  const { log, location, parsed } = canonical;
  const event = prepareEvent(ruleset, {
    log,
    location: sequence.at(-1)?.location ?? location,
    parsed,
    agent: { id: '000', name: 'sample' },
    time: 0,
    id: '0',
  });
  const root = ruleset.roots.get(event.decoder?.type ?? 'syslog');
  return root === undefined ? new Set() : matching(root, event, new Set());
};
