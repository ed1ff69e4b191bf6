import type { Formula } from './formula.ts';
import { type RuleLiteral, Untranslatable } from './literal.ts';
import type { NodeList, RuleNode } from './rule-node.ts';

/** Where a formula begins: below these rules, or at the root for events of the decoder. */
export type Entry = Pick<RuleNode, 'parents' | 'decoder'>;

const MAXIMUM_PATHS = 20_000;
const MAXIMUM_NODES = 200;

/** In how many ways the formula can hold: so often the rule stands in the tree. */
const pathsOf = (formula: Formula<RuleLiteral>): number => {
  if (formula.kind === 'literal' || formula.kind === 'not') return 1;
  const each = formula.items.map(pathsOf);
  return formula.kind === 'or' ? each.reduce((a, b) => a + b, 0) : each.reduce((a, b) => a * b, 1);
};

/** A rule has one element `match` and one `regex` for the line, and one of each element that is not `field`. */
const packed = (literals: readonly RuleLiteral[]): readonly (readonly RuleLiteral[])[] => {
  const packs: RuleLiteral[][] = [[]];
  const seen = new Set<string>();
  for (const literal of literals) {
    const key = JSON.stringify(literal);
    if (seen.has(key)) continue;
    seen.add(key);
    const fits = (pack: readonly RuleLiteral[]): boolean => {
      if (literal.kind === 'field') return true;
      const same = pack.filter(({ kind, name }) => kind === literal.kind && (kind === 'log' || name === literal.name));
      return same.length < (literal.kind === 'log' ? 2 : 1);
    };
    const pack = packs.find(fits);
    if (pack === undefined) packs.push([literal]);
    else pack.push(literal);
  }
  return packs.filter((pack) => pack.length > 0);
};

const asEntry = (nodes: readonly RuleNode[]): Entry => ({ parents: nodes.map(({ id }) => id), decoder: undefined });

/**
 * Lays a formula out as rules: what must hold together stands one below the other, what may hold instead side by side
 * with the same parents, so that a rule per condition suffices however many combinations there are. Gives the last rules
 * of each way.
 */
const laidOut = (formula: Formula<RuleLiteral>, entry: Entry, list: NodeList): readonly RuleNode[] => {
  if (formula.kind === 'literal') return [list.add({ ...entry, conditions: [formula.literal] })];
  if (formula.kind === 'not') return [];
  if (formula.kind === 'or') return formula.items.flatMap((item) => laidOut(item, entry, list));
  const literals = formula.items.flatMap((item) => (item.kind === 'literal' ? [item.literal] : []));
  let last: readonly RuleNode[] = [];
  for (const conditions of packed(literals)) {
    last = [list.add({ ...(last.length === 0 ? entry : asEntry(last)), conditions })];
  }
  const others = formula.items.filter((item) => item.kind !== 'literal');
  for (const item of others.toSorted((a, b) => pathsOf(a) - pathsOf(b))) {
    last = laidOut(item, last.length === 0 ? entry : asEntry(last), list);
  }
  return last.length > 0 ? last : [list.add({ ...entry, conditions: [] })];
};

/** Adds the rules for formulas of which one must hold; gives the one rule that then holds. Throws {@link Untranslatable}. */
export const layOut = (
  formulas: readonly { readonly formula: Formula<RuleLiteral>; readonly entry: Entry }[],
  list: NodeList,
): RuleNode => {
  if (formulas.reduce((sum, { formula }) => sum + pathsOf(formula), 0) > MAXIMUM_PATHS) {
    throw new Untranslatable('detection.condition', `it can hold in more than ${MAXIMUM_PATHS} ways`);
  }
  const before = list.nodes.length;
  const ends = formulas.flatMap(({ formula, entry }) => laidOut(formula, entry, list));
  if (list.nodes.length - before > MAXIMUM_NODES) {
    throw new Untranslatable('detection', `it takes more than ${MAXIMUM_NODES} rules`);
  }
  const [only, ...more] = ends;
  if (only !== undefined && more.length === 0 && only === list.nodes.at(-1)) return only;
  return list.add({ ...asEntry(ends), conditions: [] });
};
