/** A boolean expression over literals. */
export type Formula<Literal> =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Formula<Literal>[] }
  | { readonly kind: 'not'; readonly item: Formula<Literal> };

export const literal = <Literal>(value: Literal): Formula<Literal> => ({ kind: 'literal', literal: value });
export const not = <Literal>(item: Formula<Literal>): Formula<Literal> => ({ kind: 'not', item });

const joined = <Literal>(kind: 'and' | 'or', items: readonly Formula<Literal>[]): Formula<Literal> => {
  const flat = items.flatMap((item) => (item.kind === kind ? item.items : [item]));
  const [only, ...more] = flat;
  return only !== undefined && more.length === 0 ? only : { kind, items: flat };
};
export const and = <Literal>(items: readonly Formula<Literal>[]): Formula<Literal> => joined('and', items);
export const or = <Literal>(items: readonly Formula<Literal>[]): Formula<Literal> => joined('or', items);

/** An `and` of nothing always holds, an `or` of nothing never. */
export const TRUE = { kind: 'and', items: [] } as const;
export const FALSE = { kind: 'or', items: [] } as const;
export const isTrue = ({ kind, ...formula }: Formula<unknown>): boolean =>
  kind === 'and' && 'items' in formula && formula.items.length === 0;
export const isFalse = ({ kind, ...formula }: Formula<unknown>): boolean =>
  kind === 'or' && 'items' in formula && formula.items.length === 0;

/**
 * Puts each literal's translation in its place, with negations moved down to them. `translate` gives the formula of a
 * literal, or of its negation: with missing fields one is not always the plain opposite of the other.
 */
export const translated = <From, To>(
  formula: Formula<From>,
  translate: (literal: From, negated: boolean) => Formula<To>,
  negated = false,
): Formula<To> => {
  switch (formula.kind) {
    case 'literal':
      return translate(formula.literal, negated);
    case 'not':
      return translated(formula.item, translate, !negated);
    default: {
      const items = formula.items.map((item) => translated(item, translate, negated));
      return (formula.kind === 'and') === negated ? or(items) : and(items);
    }
  }
};

/** Without constants: an `and` with something that never holds never holds, and so on. */
export const simplified = <Literal>(formula: Formula<Literal>): Formula<Literal> => {
  if (formula.kind === 'literal') return formula;
  if (formula.kind === 'not') return not(simplified(formula.item));
  const items = formula.items.map(simplified);
  if (formula.kind === 'and') return items.some(isFalse) ? FALSE : and(items.filter((item) => !isTrue(item)));
  return items.some(isTrue) ? TRUE : or(items.filter((item) => !isFalse(item)));
};
