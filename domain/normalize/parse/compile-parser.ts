import { LineCounter, parseDocument } from 'yaml';
import type { Hasher } from '../../model/hashing.ts';
import { fail, ok, type Result } from '../../model/result.ts';
import type { ParserFault } from './fault.ts';
import { compileParserFile, type Parser } from './parser.ts';
import { ParserFile } from './parser-file.ts';
import { lineOf, statementsOf } from './schema-faults.ts';

/** A parser file, as text with the name that faults give it. */
export type ParserText = { readonly name: string; readonly text: string };

const MAXIMUM_CHARACTERS = 64 * 1024;

/**
 * Reads and compiles a parser file. Faults name the line and say what to do; a file with one is refused whole.
 * `version` of the parser: the first 12 hex digits of the SHA-256 of the text.
 */
export const compileParser = ({ name: file, text }: ParserText, hasher: Hasher): Result<Parser, ParserFault[]> => {
  const one = (line: number, problem: string) => fail([{ file, line, problem }]);
  if (text.length > MAXIMUM_CHARACTERS)
    return one(1, `has more than ${MAXIMUM_CHARACTERS} characters: split it, a file is for one product`);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const syntax = document.errors.map(({ message, pos }) => ({
    file,
    line: counter.linePos(pos[0]).line,
    problem: `is no YAML: ${message}`,
  }));
  if (syntax.length > 0) return fail(syntax);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return one(1, 'uses YAML aliases: write the values out');
  }
  const parsed = ParserFile.safeParse(value);
  if (parsed.success) return ok(compileParserFile(parsed.data, hasher.sha256(text).slice(0, 12)));
  return fail(
    parsed.error.issues.flatMap(statementsOf).map(({ path, message }) => ({
      file,
      line: lineOf(document, counter, path),
      problem: path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
    })),
  );
};

/** What compiled, and what is wrong with the files that did not. */
export type CompiledParsers = { readonly parsers: readonly Parser[]; readonly faults: readonly ParserFault[] };

/** A file that is wrong does not keep the others from working. */
export const compileParsers = (texts: readonly ParserText[], hasher: Hasher): CompiledParsers => {
  const compiled = texts.map((text) => compileParser(text, hasher));
  return {
    parsers: compiled.flatMap((result) => (result.ok ? [result.value] : [])),
    faults: compiled.flatMap((result) => (result.ok ? [] : result.error)),
  };
};
