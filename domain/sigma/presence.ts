import { and, FALSE, type Formula, or, simplified } from './formula.ts';
import type { RuleLiteral } from './literal.ts';

const ROUNDS = 4;

const pruned = (formula: Formula<RuleLiteral>, present: ReadonlySet<string>): Formula<RuleLiteral> => {
  if (formula.kind === 'literal') return present.has(formula.literal.name) ? FALSE : formula;
  if (formula.kind === 'not') return formula;
  if (formula.kind === 'or') return or(formula.items.map((item) => pruned(item, present)));
  const here = formula.items.flatMap((item) =>
    item.kind === 'literal' && item.literal.kind !== 'log' ? [`no ${item.literal.name}`] : [],
  );
  const known = new Set([...present, ...here]);
  return and(formula.items.map((item) => pruned(item, known)));
};

/** Without the case that a field is missing where another condition needs it to be there. */
export const withoutImpossible = (formula: Formula<RuleLiteral>): Formula<RuleLiteral> => {
  let result = simplified(formula);
  for (let round = 0; round < ROUNDS; round++) result = simplified(pruned(result, new Set()));
  return result;
};
