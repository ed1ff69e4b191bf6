import type { WindowKey } from '../ports/correlation-store.ts';
import { textOf } from './bytes.ts';
import { accumulate } from './composite/accumulate.ts';
import { candidateKeys } from './composite/candidate-keys.ts';
import { type Composite, differenceOf, groupOf, valueOfField } from './composite/composite.ts';
import { startsPause } from './composite/pause.ts';
import { addFiring, addHit, addSeen, markMatched } from './composite/record.ts';
import { search } from './composite/search.ts';
import type { Hit } from './composite/window.ts';
import { windowMemories } from './composite/window-memories.ts';
import type { Windows } from './composite/windows.ts';
import type { DecodedEvent } from './decode/event.ts';
import type { Correlation, Evaluation, MatchedRule } from './evaluation.ts';
import type { LogLine } from './line.ts';
import { LineEvaluation } from './line-evaluation.ts';
import { eventMeter } from './pattern/matcher.ts';
import { prepareEvent } from './prepare.ts';
import { describe } from './rule/describe.ts';
import { conditionsHold, firstOfChildren } from './rule/match.ts';
import type { Rule } from './rule/rule.ts';
import type { CompiledRuleset } from './ruleset.ts';

/** The composite rules that fired and those that were weighed in vain while one event was evaluated. */
type Trace = {
  /** The highest level of a composite rule that fired: marks the event as used up. */
  matched: number | undefined;
  readonly fired: Map<Rule, readonly string[]>;
  readonly insufficient: WindowKey[];
};

const fires = (
  rule: Rule,
  composite: Composite,
  event: DecodedEvent,
  windows: Windows,
  ruleset: CompiledRuleset,
  trace: Trace,
): boolean => {
  const group = groupOf(event, composite, ruleset.hasher);
  if (group === undefined) return false;
  const key = { ruleId: rule.id, group };
  const { level } = rule.body;
  const verdict = search(windows.get(key), event, composite, level, differenceOf(event, composite, ruleset.hasher));
  if (verdict.kind === 'insufficient') trace.insufficient.push(key);
  if (verdict.kind === 'silent' || verdict.kind === 'insufficient') return false;
  trace.matched = Math.max(trace.matched ?? 0, level);
  trace.fired.set(rule, verdict.counted);
  if (verdict.kind === 'fired') {
    addFiring(windows.change(key), event, verdict.counted);
    // The newest counted event is used up for every composite rule that may count it together with this event.
    for (const other of candidateKeys(ruleset, event)) {
      const window = windows.get(other);
      if (window !== undefined && markMatched(window, verdict.newest, level)) windows.change(other);
    }
  }
  return true;
};

const count = (
  event: DecodedEvent,
  rule: Rule,
  ruleset: CompiledRuleset,
  windows: Windows,
  matched: number | undefined,
): void => {
  const add = (target: Rule, composite: Composite, weight: number): void => {
    const group = groupOf(event, composite, ruleset.hasher);
    if (group === undefined) return;
    const values = differenceOf(event, composite, ruleset.hasher);
    const hit: Hit = {
      id: event.id,
      time: event.time,
      ...(weight === 1 ? {} : { weight }),
      ...(matched === undefined ? {} : { matched }),
      ...(values === undefined ? {} : { values }),
    };
    addHit(windows.change({ ruleId: target.id, group }), hit, composite);
  };
  for (const feed of rule.feeds) add(feed.rule, feed.composite, feed.weight);
  for (const other of ruleset.logCounting) {
    const { composite } = other.body;
    if (composite?.counted.kind === 'regex' && composite.counted.log.test(event.log, { tripped: false })) {
      add(other, composite, 1);
    }
  }
};

const correlationOf = (rule: Rule, event: DecodedEvent, counted: readonly string[]): Correlation | undefined => {
  const { composite } = rule.body;
  if (composite === undefined) return undefined;
  const group = composite.same.map((compared) => ({
    name: textOf(compared.name),
    value: textOf(valueOfField(event, compared) ?? ''),
  }));
  return { counted, group, kind: composite.pure ? 'frequency' : 'sequence' };
};

/** Evaluates a decoded event and writes what it adds to the windows. */
export const evaluateEvent = (ruleset: CompiledRuleset, event: DecodedEvent, windows: Windows): Evaluation => {
  accumulate(event, windows, ruleset.hasher);
  const context = { meter: eventMeter(event.log.length), memories: windowMemories(windows, ruleset.hasher) };
  const trace: Trace = { matched: undefined, fired: new Map(), insufficient: [] };
  /** The rules on the way to the result, for `ignore`. */
  const path: Rule[] = [];

  /** Rules in several places that held, and nothing came of them: nothing would in their other places. */
  let barren: Set<Rule> | undefined;

  const visit = (rule: Rule): Rule | undefined => {
    if (barren?.has(rule) || !conditionsHold(rule, event, context)) return undefined;
    const { composite } = rule.body;
    if (composite !== undefined && !fires(rule, composite, event, windows, ruleset, trace)) return undefined;
    path.push(rule);
    const child = firstOfChildren(rule, event, visit);
    if (child !== undefined) return child;
    if (!rule.body.noAlert) return rule;
    path.pop();
    if (rule.nodes > 1) barren = (barren ?? new Set()).add(rule);
    return undefined;
  };

  const root = event.forwarded === undefined ? ruleset.roots.get(event.decoder?.type ?? 'syslog') : undefined;
  const rule = root === undefined ? undefined : visit(root);
  const paused = rule !== undefined && rule.body.ignoreSeconds > 0 && !startsPause(rule, event, windows);
  if (rule !== undefined && rule.body.level > 0 && !paused) count(event, rule, ruleset, windows, trace.matched);
  for (const key of trace.insufficient) {
    const window = windows.get(key);
    // A window without hits cannot have told apart a first delivery from a second one.
    if (window !== undefined && window.hits.length > 0 && addSeen(window, event)) windows.change(key);
  }
  const counting = rule === undefined ? undefined : nearestComposite(rule, trace);
  const instead = paused ? path.at(-2) : undefined;
  return new LineEvaluation(
    event,
    rule === undefined ? forwardedRule(event) : describe(rule, event),
    counting === undefined ? undefined : correlationOf(counting, event, trace.fired.get(counting) ?? []),
    instead === undefined ? undefined : describe(instead, event),
  );
};

const forwardedRule = ({ forwarded }: DecodedEvent): MatchedRule | undefined =>
  forwarded === undefined
    ? undefined
    : {
        id: String(Number(forwarded.ruleId)),
        level: forwarded.level,
        description: textOf(forwarded.description),
        groups: [],
        mitre: [],
      };

/** The composite rule on the way to the result, which says what an alert rests on. */
const nearestComposite = (rule: Rule, trace: Trace): Rule | undefined =>
  trace.fired.has(rule) ? rule : rule.parents.find((parent) => trace.fired.has(parent));

/** Decodes and evaluates a line. The same line and windows give the same outcome; a redelivered id changes nothing. */
export const evaluateLine = (ruleset: CompiledRuleset, line: LogLine, windows: Windows): Evaluation =>
  evaluateEvent(ruleset, prepareEvent(ruleset, line), windows);
