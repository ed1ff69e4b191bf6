import { type Detection, detectionOf, type Refusal } from './detection.ts';
import { and, isFalse, isTrue, literal, translated } from './formula.ts';
import { type Entry, layOut } from './layout.ts';
import { literalsOf, type RuleLiteral, Untranslatable } from './literal.ts';
import { viewsOf } from './log-source.ts';
import type { Placeholders } from './modifiers.ts';
import { withoutImpossible } from './presence.ts';
import type { SigmaRule } from './rule.ts';
import type { NodeList, RuleNode } from './rule-node.ts';
import type { View } from './target.ts';

export type CompileContext = {
  /** Those of the base rules, and level-0 rules below them, that are loaded. */
  readonly basesOf: (ids: readonly string[]) => readonly string[];
  readonly placeholders: Placeholders;
};

export type CompiledDetection = {
  readonly last: RuleNode;
  readonly views: readonly View[];
  readonly aggregation: Detection['aggregation'];
};

const conditionsOf = (view: View): RuleLiteral[] =>
  view.conditions.map(({ name, pattern }) => ({ kind: 'field', name, pattern, negated: false }));

const refused = ({ element, reason }: Refusal): never => {
  throw new Untranslatable(element, reason);
};

/** The root of the rule tree for all that has no type of its own. */
const ROOT = '1';

const entryOf = (view: View, context: CompileContext): Entry => {
  const bases = context.basesOf(view.bases);
  return { parents: view.decoder === undefined ? [ROOT, ...bases] : bases, decoder: view.decoder };
};

/** What one rule looks for, in each view of its log source. */
const formulasOf = (rule: SigmaRule, context: CompileContext) => {
  const views = viewsOf(rule.logsource);
  if (!views.ok) return refused({ element: 'logsource', reason: views.error });
  const detection = detectionOf(rule.detection, context.placeholders);
  if (!detection.ok) return refused(detection.error);
  const each = views.value.map((view) => {
    const body = translated(detection.value.formula, (predicate, negated) => literalsOf(predicate, negated, view));
    return { view, formula: withoutImpossible(and([...conditionsOf(view).map((own) => literal(own)), body])) };
  });
  const possible = each.filter(({ formula }) => !isFalse(formula));
  if (possible.length === 0) refused({ element: 'detection', reason: 'it asks for fields that its log source lacks' });
  if (possible.some(({ formula }) => isTrue(formula))) refused({ element: 'detection', reason: 'it holds always' });
  return { possible, aggregation: detection.value.aggregation };
};

/** Adds the rules that hold where one of the Sigma rules does. Throws {@link Untranslatable}. */
export const compileRules = (
  rules: readonly SigmaRule[],
  context: CompileContext,
  list: NodeList,
): CompiledDetection => {
  const each = rules.map((rule) => formulasOf(rule, context));
  const possible = each.flatMap((formulas) => formulas.possible);
  const parts = possible.map(({ view, formula }) => ({
    formula,
    entry: entryOf(view, context),
  }));
  const last = layOut(parts, list);
  return { last, views: possible.map(({ view }) => view), aggregation: each[0]?.aggregation };
};
