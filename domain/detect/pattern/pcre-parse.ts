import { fail, ok, type Result } from '../../model/result.ts';
import { ANY, byteSet, NOT_NEWLINE } from './byte-set.ts';
import { parseBrackets } from './pcre-brackets.ts';
import { escapedByte } from './pcre-class.ts';
import { ESCAPED_NODES } from './pcre-escape.ts';
import { calledAt, groupHeadAt, NO_FLAGS, type PcreFlags, relativeGroup } from './pcre-group.ts';
import { propertyAt } from './pcre-property.ts';
import { quantifierAt } from './pcre-quantifier.ts';
import { type GroupSurvey, isSameSurvey, surveyGroups } from './pcre-survey.ts';
import { type Node, type Syntax, sequence } from './syntax.ts';

const MAXIMUM_DEPTH = 100;
const EXTENDED_SPACE = /[ \t\n\v\f\r]/;

class PcreError extends Error {}

/** A recursive-descent parser of one pattern. */
class PcreParser {
  private readonly text: string;
  private at = 0;
  private captures = 0;
  private depth = 0;
  /** Between \Q and \E. */
  private quoting = false;
  private readonly names: ReadonlyMap<string, number>;
  private readonly total: number;
  private readonly namesRead = new Map<string, number>();
  private highest = 0;

  constructor(text: string, { total, names }: GroupSurvey) {
    this.text = text;
    this.total = total;
    this.names = names;
  }

  /** `found`: the groups as they are numbered; where the survey took them for others, the pattern is read again. */
  parse(): { readonly syntax: Syntax; readonly found: GroupSurvey } {
    const node = this.alternation(NO_FLAGS);
    if (this.at < this.text.length) throw new PcreError('a closing parenthesis without an opening one');
    return { syntax: { node, captures: this.captures }, found: { total: this.captures, names: this.namesRead } };
  }

  /** Does the pattern refer to groups? */
  get refers(): boolean {
    return this.highest > 0;
  }

  /** Groups may be referred to before they are read; whether they exist is known at the end. */
  private groupIndex(name: string): number {
    const index = /^\d+$/.test(name) ? Number(name) : this.names.get(name);
    if (index === undefined || index > this.total) throw new PcreError(`there is no group "${name}"`);
    this.highest = Math.max(this.highest, index);
    return index;
  }

  /** `R` is the whole pattern; `-1` the group opened last, `+1` the next one. */
  private calledIndex(group: string): number {
    if (group === 'R' || group === '0') return 0;
    const index = relativeGroup(group, this.captures);
    if (index === undefined) return this.groupIndex(group);
    if (index < 1) throw new PcreError(`there is no group ${group}`);
    return this.groupIndex(String(index));
  }

  private conditional(group: string, item: Node): Node {
    const [yes, no, ...more] = item.kind === 'alternation' ? item.items : [item];
    if (yes === undefined || more.length > 0) throw new PcreError('a condition has more than two branches');
    return { kind: 'conditional', index: this.groupIndex(group), yes, no: no ?? sequence([]) };
  }

  /** `reset`: each alternative numbers its groups from the same start, `(?|…)`. */
  private alternation(flags: PcreFlags, reset = false): Node {
    if (++this.depth > MAXIMUM_DEPTH) throw new PcreError('groups are nested too deeply');
    const inForce = { ...flags };
    const alternatives: Node[] = [];
    const before = this.captures;
    let most = before;
    let items: Node[] = [];
    while (this.at < this.text.length && (this.quoting || this.text[this.at] !== ')')) {
      if (!this.quoting && this.text[this.at] === '|') {
        this.at++;
        alternatives.push(sequence(items));
        items = [];
        most = Math.max(most, this.captures);
        if (reset) this.captures = before;
        continue;
      }
      const item = this.item(inForce);
      if (item !== undefined) items.push(this.quantified(item, inForce));
    }
    this.captures = Math.max(most, this.captures);
    this.depth--;
    if (alternatives.length === 0) return sequence(items);
    return { kind: 'alternation', items: [...alternatives, sequence(items)] };
  }

  private item(flags: PcreFlags): Node | undefined {
    if (this.text.startsWith(this.quoting ? '\\E' : '\\Q', this.at)) {
      this.quoting = !this.quoting;
      this.at += 2;
      return undefined;
    }
    const character = this.text[this.at] ?? '';
    if (this.quoting) {
      this.at++;
      return { kind: 'set', set: byteSet(character.charCodeAt(0), flags.ignoreCase) };
    }
    if (flags.extended && EXTENDED_SPACE.test(character)) {
      this.at++;
      return undefined;
    }
    if (flags.extended && character === '#') {
      const end = this.text.indexOf('\n', this.at);
      this.at = end === -1 ? this.text.length : end + 1;
      return undefined;
    }
    if (character === '(') return this.group(flags);
    if (character === '[') {
      const brackets = parseBrackets(this.text, this.at, flags.ignoreCase);
      if (typeof brackets === 'string') throw new PcreError(brackets);
      this.at = brackets.end;
      return { kind: 'set', set: brackets.set };
    }
    if (character === '\\') return this.escape(flags);
    if (character === '*' || character === '+' || character === '?') {
      throw new PcreError(`"${character}" has nothing to repeat`);
    }
    this.at++;
    if (character === '.') return { kind: 'set', set: flags.dotAll ? ANY : NOT_NEWLINE };
    if (character === '^') return { kind: 'assertion', assertion: flags.multiline ? 'line_start' : 'start' };
    if (character === '$') return { kind: 'assertion', assertion: flags.multiline ? 'line_end' : 'end_or_newline' };
    return { kind: 'set', set: byteSet(character.charCodeAt(0), flags.ignoreCase) };
  }

  private escape(flags: PcreFlags): Node {
    this.at++;
    const letter = this.text[this.at] ?? '';
    if (letter === '') throw new PcreError('a backslash at the end');
    if (letter === 'p' || letter === 'P') {
      const property = propertyAt(this.text, this.at);
      if (property === undefined) throw new PcreError(`\\${letter} names no property that is supported`);
      this.at += property.length;
      return { kind: 'set', set: property.set };
    }
    const known = ESCAPED_NODES.get(letter);
    if (known !== undefined) {
      this.at++;
      return known;
    }
    const called = calledAt(this.text, this.at);
    if (called !== undefined) {
      this.at += called.length;
      return { kind: 'call', index: this.calledIndex(called.group) };
    }
    const reference = this.backReference();
    if (reference !== undefined) return { kind: 'back_reference', index: reference, ignoreCase: flags.ignoreCase };
    const escaped = escapedByte(this.text, this.at);
    if (escaped === undefined) throw new PcreError(`\\${letter} is not supported`);
    this.at += escaped.length;
    return { kind: 'set', set: byteSet(escaped.byte, flags.ignoreCase) };
  }

  private backReference(): number | undefined {
    const rest = this.text.slice(this.at, this.at + 64);
    const named = /^(?:k(?:\{(\w+)\}|<(\w+)>|'(\w+)')|g\{([A-Za-z_]\w*)\})/.exec(rest);
    if (named !== null) {
      this.at += named[0].length;
      return this.groupIndex(named[1] ?? named[2] ?? named[3] ?? named[4] ?? '');
    }
    const numbered = /^(?:g\{?(-?\d{1,2})\}?|([1-9]\d{0,2}))/.exec(rest);
    if (numbered === null) return undefined;
    const number = Number(numbered[1] ?? numbered[2]);
    // Two and more digits that no group has are an octal code.
    if (number > 9 && number > this.total) return undefined;
    const index = number < 0 ? this.captures + 1 + number : number;
    if (index < 1) throw new PcreError(`there is no group ${number}`);
    this.at += numbered[0].length;
    return this.groupIndex(String(index));
  }

  private group(flags: PcreFlags): Node | undefined {
    const head = groupHeadAt(this.text, this.at, flags);
    if (typeof head === 'string') throw new PcreError(head);
    this.at += head.length;
    if (head.kind === 'comment') return undefined;
    if (head.kind === 'flags') {
      Object.assign(flags, head.flags);
      return undefined;
    }
    if (head.kind === 'back_reference') {
      return { kind: 'back_reference', index: this.groupIndex(head.group), ignoreCase: flags.ignoreCase };
    }
    // A group may be called before it is read; the whole pattern as R or 0.
    if (head.kind === 'call') return { kind: 'call', index: this.calledIndex(head.group) };
    const index = head.kind === 'capture' ? ++this.captures : 0;
    if (head.kind === 'capture' && head.name !== undefined && !this.namesRead.has(head.name)) {
      this.namesRead.set(head.name, index);
    }
    const item = this.alternation(head.flags, head.kind === 'branch_reset');
    if (this.text[this.at] !== ')') throw new PcreError('an opening parenthesis without a closing one');
    this.at++;
    if (head.kind === 'capture') return { kind: 'capture', index, item };
    if (head.kind === 'atomic') return { kind: 'atomic', item };
    if (head.kind === 'conditional') return this.conditional(head.group, item);
    if (head.kind === 'look') return { kind: 'look', behind: head.behind, negated: head.negated, item };
    return item.kind === 'alternation' || item.kind === 'sequence' ? { kind: 'sequence', items: [item] } : item;
  }

  private quantified(item: Node, flags: PcreFlags): Node {
    let node = item;
    for (;;) {
      if (this.quoting && !this.text.startsWith('\\E', this.at)) return node;
      while (this.text.startsWith('\\E', this.at)) {
        this.quoting = false;
        this.at += 2;
      }
      if (flags.extended) while (EXTENDED_SPACE.test(this.text[this.at] ?? '')) this.at++;
      const found = quantifierAt(this.text, this.at, flags);
      if (found === undefined) return node;
      if (found === 'out of order') throw new PcreError('a repetition is out of order');
      const { length, ...repetition } = found;
      this.at += length;
      node = { kind: 'repeat', item: node, ...repetition };
    }
  }
}

/** Parses a PCRE2 pattern (bytes, no options, as Wazuh compiles it). What is not supported is an error that names it. */
export const parsePcre = (pattern: string): Result<Syntax, string> => {
  try {
    const survey = surveyGroups(pattern);
    const parser = new PcreParser(pattern, survey);
    const { syntax, found } = parser.parse();
    if (!parser.refers || isSameSurvey(survey, found)) return ok(syntax);
    return ok(new PcreParser(pattern, found).parse().syntax);
  } catch (error) {
    if (error instanceof PcreError) return fail(error.message);
    throw error;
  }
};
