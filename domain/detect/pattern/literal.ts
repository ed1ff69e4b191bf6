import { lowerCaseOf } from '../bytes.ts';
import { type ByteSet, membersOf } from './byte-set.ts';
import type { Node } from './syntax.ts';

/** Lower-case texts of which every matching subject (in lower case) contains at least one. Empty: nothing is known. */
export type RequiredLiterals = readonly string[];

const MAXIMUM_ALTERNATIVES = 24;

const letters = new WeakMap<ByteSet, { readonly letter: string | undefined }>();

const letterOf = (set: ByteSet): string | undefined => {
  let known = letters.get(set);
  if (known === undefined) {
    known = { letter: findLetter(set) };
    letters.set(set, known);
  }
  return known.letter;
};

/** The one letter that a set stands for, in lower case. */
const findLetter = (set: ByteSet): string | undefined => {
  const members = membersOf(set);
  if (members.length === 0 || members.length > 2) return undefined;
  const [first = '', second = first] = members.map((byte) => lowerCaseOf(String.fromCharCode(byte)));
  return first === second ? first : undefined;
};

const flatten = (node: Node): readonly Node[] => {
  if (node.kind === 'sequence') return node.items.flatMap(flatten);
  if (node.kind === 'capture' || node.kind === 'atomic') return flatten(node.item);
  return [node];
};

const better = (a: RequiredLiterals, b: RequiredLiterals): RequiredLiterals => {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const shortest = (texts: RequiredLiterals): number => Math.min(...texts.map((text) => text.length));
  const score = (texts: RequiredLiterals): number => shortest(texts) * 4 - texts.length;
  return score(b) > score(a) ? b : a;
};

/** The literals of a pattern that serve as a prefilter. */
export const requiredLiterals = (node: Node): RequiredLiterals => {
  let best: RequiredLiterals = [];
  let run = '';
  const endRun = () => {
    if (run !== '') best = better(best, [run]);
    run = '';
  };
  for (const item of flatten(node)) {
    const letter = item.kind === 'set' ? letterOf(item.set) : undefined;
    if (letter !== undefined) {
      run += letter;
      continue;
    }
    if (item.kind === 'assertion') continue;
    endRun();
    if (item.kind === 'alternation') {
      const branches = item.items.map(requiredLiterals);
      const all = branches.flat();
      if (branches.every((branch) => branch.length > 0) && all.length <= MAXIMUM_ALTERNATIVES) best = better(best, all);
    } else if (item.kind === 'repeat' && item.minimum > 0) {
      best = better(best, requiredLiterals(item.item));
    }
  }
  endRun();
  return best;
};

/** A text that every matching subject contains; `exact`: with this very case, otherwise in lower case. */
export type NecessaryLiteral = { readonly text: string; readonly exact: boolean };

const MAXIMUM_NECESSARY = 3;

/** Texts that each match contains, all of them: the longest few. */
export const necessaryLiterals = (node: Node): readonly NecessaryLiteral[] => {
  const found: NecessaryLiteral[] = [];
  let run = '';
  let exact = true;
  const endRun = () => {
    if (run.length > 1) found.push({ text: exact ? run : lowerCaseOf(run), exact });
    run = '';
    exact = true;
  };
  for (const item of flatten(node)) {
    const letter = item.kind === 'set' ? letterOf(item.set) : undefined;
    if (item.kind === 'set' && letter !== undefined) {
      const isExact = membersOf(item.set).length === 1;
      run += isExact ? String.fromCharCode(item.set.indexOf(1)) : letter;
      exact &&= isExact;
    } else if (item.kind !== 'assertion') {
      endRun();
      if (item.kind === 'repeat' && item.minimum > 0) found.push(...necessaryLiterals(item.item));
    }
  }
  endRun();
  return found.toSorted((a, b) => b.text.length - a.text.length).slice(0, MAXIMUM_NECESSARY);
};

/** The whole of a pattern as literals: `^abc$` or `^a$|^b$`. Undefined where it is anything else. */
export const exactLiteral = (node: Node): string | undefined => {
  const items = flatten(node);
  const [first, last] = [items[0], items[items.length - 1]];
  if (first?.kind !== 'assertion' || first.assertion !== 'start' || items.length < 2) return undefined;
  if (last?.kind !== 'assertion' || !(last.assertion === 'end' || last.assertion === 'end_or_newline'))
    return undefined;
  let text = '';
  for (const item of items.slice(1, -1)) {
    const letter = item.kind === 'set' ? letterOf(item.set) : undefined;
    if (letter === undefined) return undefined;
    text += letter;
  }
  return text;
};
