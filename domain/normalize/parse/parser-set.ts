import type { CanonicalLine } from '../canonical-line.ts';
import type { JsonObject } from '../values/json.ts';
import type { ParsedRecord, Parser, ReadFormats } from './parser.ts';

/** Compiled parsers, found by a JSON key or a syslog program instead of by trying all. Immutable. */
export type ParserSet = {
  readonly parsers: readonly Parser[];
  /** The parser that reads a line and the line's values; undefined for lines of no parser, and those of built-in types. */
  readonly recognise: (line: CanonicalLine) => ParsedRecord | undefined;
};

const add = <K>(index: Map<K, Parser[]>, key: K, parser: Parser): void => {
  const found = index.get(key);
  if (found === undefined) index.set(key, [parser]);
  else if (!found.includes(parser)) found.push(parser);
};

/** The most specific first; by name where two are equal, so that every process chooses alike. */
const bySpecificity = (a: Parser, b: Parser): number => b.weight - a.weight || (a.name < b.name ? -1 : 1);

const jsonIndex = (parsers: readonly Parser[]): ((record: JsonObject) => Parser | undefined) => {
  const byKey = new Map<string, Parser[]>();
  for (const parser of parsers) for (const key of parser.topKeys ?? []) add(byKey, key, parser);
  return (record) => {
    let best: Parser | undefined;
    for (const key in record) {
      const candidates = byKey.get(key);
      if (candidates === undefined) continue;
      for (const parser of candidates)
        if ((best === undefined || bySpecificity(parser, best) < 0) && parser.matchesJson(record)) best = parser;
    }
    return best;
  };
};

const NO_PROGRAM = '';

const textIndex = (parsers: readonly Parser[]): ((program: string | undefined) => readonly Parser[]) => {
  const anyProgram = parsers.filter(({ programs }) => programs === undefined);
  const byProgram = new Map<string, Parser[]>();
  for (const parser of parsers) for (const program of parser.programs ?? []) add(byProgram, program, parser);
  for (const found of byProgram.values()) found.push(...anyProgram);
  for (const found of byProgram.values()) found.sort(bySpecificity);
  return (program) => byProgram.get(program ?? NO_PROGRAM) ?? anyProgram;
};

/** Indexes parsers; of two with one name the later one counts. */
export const parserSet = (all: readonly Parser[]): ParserSet => {
  const parsers = [...new Map(all.map((parser) => [parser.name, parser])).values()].toSorted(bySpecificity);
  const ofJson = jsonIndex(parsers.filter(({ topKeys }) => topKeys !== undefined));
  const ofText = textIndex(parsers.filter(({ topKeys }) => topKeys === undefined));
  const recogniseText = (log: string, line: NonNullable<CanonicalLine['text']>): ParsedRecord | undefined => {
    const formats: ReadFormats = new Map();
    for (const parser of ofText(line.syslog.app)) {
      const record = parser.matchText(log, line, formats);
      if (record !== undefined) return { parser, record };
    }
    return undefined;
  };
  return {
    parsers,
    recognise: ({ logSource, parsed, text, log }) => {
      if (logSource === 'json') {
        const parser = parsed === undefined ? undefined : ofJson(parsed);
        return parser === undefined || parsed === undefined ? undefined : { parser, record: parsed };
      }
      // What looks like a firewall's pairs may be a CEF or LEEF line of another product.
      if (text === undefined || (logSource !== 'syslog' && logSource !== 'firewall')) return undefined;
      return recogniseText(log, text);
    },
  };
};

/** For callers that read lines of the built-in types only. */
export const NO_PARSERS: ParserSet = parserSet([]);
