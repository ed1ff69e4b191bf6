import { fail, ok, type Result } from '../model/result.ts';
import { and, type Formula, literal, not, or } from './formula.ts';

const TOKEN = /\s*(?:([()])|([\w*?.-]+))/y;
const MAXIMUM_LENGTH = 4000;
const MAXIMUM_DEPTH = 40;

class ConditionError extends Error {}

const tokensOf = (text: string): readonly string[] => {
  const tokens: string[] = [];
  for (let at = 0; text.slice(at).trim() !== ''; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw new ConditionError(`"${text.slice(at, at + 20).trim()}" is not understood`);
    tokens.push(found[1] ?? found[2] ?? '');
    at += found[0].length;
  }
  return tokens;
};

const matches = (pattern: string, name: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
};

class ConditionParser {
  private readonly tokens: readonly string[];
  private readonly names: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly string[], names: readonly string[]) {
    this.tokens = tokens;
    this.names = names;
  }

  parse(): Formula<string> {
    const formula = this.disjunction();
    const rest = this.tokens[this.at];
    if (rest !== undefined) throw new ConditionError(`"${rest}" is not expected there`);
    return formula;
  }

  private word(): string | undefined {
    return this.tokens[this.at]?.toLowerCase();
  }

  private chain(word: string, next: () => Formula<string>): readonly Formula<string>[] {
    const items = [next()];
    while (this.word() === word) {
      this.at++;
      items.push(next());
    }
    return items;
  }

  private disjunction(): Formula<string> {
    if (++this.depth > MAXIMUM_DEPTH) throw new ConditionError('it is nested too deeply');
    const items = this.chain('or', () => this.conjunction());
    this.depth--;
    return or(items);
  }
  private conjunction(): Formula<string> {
    return and(this.chain('and', () => this.negation()));
  }
  private negation(): Formula<string> {
    let negated = false;
    for (; this.word() === 'not'; this.at++) negated = !negated;
    const operand = this.operand();
    return negated ? not(operand) : operand;
  }

  private operand(): Formula<string> {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new ConditionError('it ends too early');
    if (token === '(') {
      const inner = this.disjunction();
      if (this.tokens[this.at++] !== ')') throw new ConditionError('a parenthesis is not closed');
      return inner;
    }
    if (this.word() === 'of') return this.quantified(token.toLowerCase());
    if (!this.names.includes(token)) throw new ConditionError(`there is no search identifier "${token}"`);
    return literal(token);
  }

  private quantified(quantity: string): Formula<string> {
    this.at++;
    const pattern = this.tokens[this.at++] ?? '';
    const found = this.names.filter((name) =>
      pattern.toLowerCase() === 'them' ? !name.startsWith('_') : matches(pattern, name),
    );
    if (found.length === 0) throw new ConditionError(`no search identifier fits "${pattern}"`);
    const items = found.map((name) => literal(name));
    if (quantity === 'all') return and(items);
    if (quantity === '1' || quantity === 'any') return or(items);
    throw new ConditionError(`"${quantity} of" is not "1 of", "any of" or "all of"`);
  }
}

/** Parses a condition (specification 2.0, "Condition") over the search identifiers of a rule. */
export const parseCondition = (text: string, names: readonly string[]): Result<Formula<string>, string> => {
  try {
    if (text.length > MAXIMUM_LENGTH) throw new ConditionError('it is too long');
    return ok(new ConditionParser(tokensOf(text), names).parse());
  } catch (error) {
    if (error instanceof ConditionError) return fail(error.message);
    throw error;
  }
};
