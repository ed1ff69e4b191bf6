import { fail, ok, type Result } from '../../model/result.ts';
import { lowerCaseOf } from '../bytes.ts';
import { type ByteSet, setOf, unionOf } from './byte-set.ts';
import { firstBytesOf } from './cost.ts';
import { engineOf } from './engine.ts';
import {
  exactLiteral,
  type NecessaryLiteral,
  necessaryLiterals,
  type RequiredLiterals,
  requiredLiterals,
} from './literal.ts';
import type { Matcher, PatternType } from './matcher.ts';
import { osMatch, osMatchLiterals, osMatchValues } from './os-match.ts';
import { osRegex } from './os-regex.ts';
import { parseOsRegex } from './os-regex-parse.ts';
import { parsePcre } from './pcre-parse.ts';
import type { Node } from './syntax.ts';

/** A pattern with what an index needs to know of it. */
export type Pattern = Matcher & {
  readonly type: PatternType;
  readonly source: string;
  /** Lower-case texts of which every match contains one; empty where nothing is known. */
  readonly literals: RequiredLiterals;
  /** Lower-case values of which every match equals one; undefined where it may match others. */
  readonly values: readonly string[] | undefined;
  /** The bytes with which a matching subject begins; undefined where nothing is known. */
  readonly firstBytes: () => ByteSet | undefined;
};

/** Runs the engine only where one of the required literals is there. */
const behindLiterals = (matcher: Matcher, nodes: readonly Node[], literals: RequiredLiterals): Matcher => {
  const [node, ...others] = nodes;
  const necessary = node === undefined || others.length > 0 ? [] : necessaryLiterals(node);
  if (necessary.length > 0) return behindAll(matcher, necessary);
  if (literals.length === 0) return matcher;
  const [only = ''] = literals;
  const present: (lower: string) => boolean =
    literals.length === 1
      ? (lower) => lower.includes(only)
      : (lower) => {
          for (const literal of literals) if (lower.includes(literal)) return true;
          return false;
        };
  return {
    test: (subject, meter) => present(lowerCaseOf(subject)) && matcher.test(subject, meter),
    exec: (subject, meter) => (present(lowerCaseOf(subject)) ? matcher.exec(subject, meter) : undefined),
  };
};

/** Runs the engine only where all of the literals are there. */
const behindAll = (matcher: Matcher, necessary: readonly NecessaryLiteral[]): Matcher => {
  const present = (subject: string): boolean => {
    for (const { text, exact } of necessary) {
      if (!(exact ? subject : lowerCaseOf(subject)).includes(text)) return false;
    }
    return true;
  };
  return {
    test: (subject, meter) => present(subject) && matcher.test(subject, meter),
    exec: (subject, meter) => (present(subject) ? matcher.exec(subject, meter) : undefined),
  };
};

const alternativesOf = (node: Node): readonly Node[] => (node.kind === 'alternation' ? node.items : [node]);

const literalsOf = (nodes: readonly Node[]): RequiredLiterals => {
  const each = nodes.map(requiredLiterals);
  return each.every((literals) => literals.length > 0) ? each.flat() : [];
};

const valuesOf = (nodes: readonly Node[]): readonly string[] | undefined => {
  const values: string[] = [];
  for (const node of nodes) {
    const value = exactLiteral(node);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
};

const firstBytesOfAll = (nodes: readonly Node[]): ByteSet | undefined => {
  const sets = nodes.map(firstBytesOf);
  const known = sets.filter((set) => set !== undefined);
  return known.length === sets.length ? unionOf(...known) : undefined;
};

const osMatchFirstBytes = (source: string): ByteSet | undefined => {
  const parts = source.split('|');
  if (!parts.every((part) => /^\^[^$]/.test(part))) return undefined;
  return setOf(parts.map((part) => (part[1] ?? '').toLowerCase() + (part[1] ?? '').toUpperCase()).join(''));
};

const facts = (nodes: readonly Node[]) => ({
  literals: literalsOf(nodes),
  values: valuesOf(nodes),
  firstBytes: () => firstBytesOfAll(nodes),
});

/** Compiles a pattern (bytes) of one of the three types; an error says what the type lacks. */
export const compilePattern = (type: PatternType, source: string): Result<Pattern, string> => {
  if (type === 'osmatch') {
    const literals = osMatchLiterals(source);
    const firstBytes = () => osMatchFirstBytes(source);
    return ok({ ...osMatch(source), type, source, literals, values: osMatchValues(source), firstBytes });
  }
  if (type === 'osregex') {
    const parsed = parseOsRegex(source);
    if (!parsed.ok) return fail(`OS_Regex: ${parsed.error}`);
    const nodes = parsed.value.map(({ node }) => node);
    const known = facts(nodes);
    return ok({ ...behindLiterals(osRegex(parsed.value), nodes, known.literals), type, source, ...known });
  }
  const parsed = parsePcre(source);
  if (!parsed.ok) return fail(`PCRE2: ${parsed.error}`);
  const nodes = alternativesOf(parsed.value.node);
  const known = facts(nodes);
  return ok({ ...behindLiterals(engineOf(parsed.value), nodes, known.literals), type, source, ...known });
};

const TYPES: Readonly<Record<string, PatternType>> = { osmatch: 'osmatch', osregex: 'osregex', pcre2: 'pcre2' };

/** The type named by a `type` attribute, or the element's default. */
export const patternTypeOf = (attribute: string | undefined, otherwise: PatternType): PatternType | undefined =>
  attribute === undefined ? otherwise : TYPES[lowerCaseOf(attribute)];
