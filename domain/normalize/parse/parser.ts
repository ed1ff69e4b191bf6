import type { LogSource } from '../../model/event.ts';
import type { CanonicalLine, TextLine } from '../canonical-line.ts';
import type { Draft } from '../draft.ts';
import { timeOfRecord } from '../map/generic-json.ts';
import type { Mapped } from '../map/mapper.ts';
import { putSyslogHeader, timeOfHeader } from '../map/syslog-header.ts';
import type { EventCategory } from '../tags/event-category.ts';
import type { JsonObject } from '../values/json.ts';
import { type CompiledCondition, compileCondition } from './condition.ts';
import { isParserField, putOf } from './field-put.ts';
import { FORMAT_READERS, type Format } from './formats/formats.ts';
import { type LinearPattern, linearPattern } from './linear-pattern.ts';
import type { ParserFile } from './parser-file.ts';
import { compilePath, type Path } from './path.ts';
import { recordTime } from './record-time.ts';
import { compileValue } from './value-source.ts';

/** A record's values by format: several parsers may look at the same line, which is taken apart once. */
export type ReadFormats = Map<Format, JsonObject | undefined>;

/** The values of a line that a parser recognised. */
export type ParsedRecord = { readonly parser: Parser; readonly record: JsonObject };

/** A parser file, compiled: immutable, without memory of lines. */
export type Parser = {
  readonly name: string;
  /** First 12 hex digits of the SHA-256 of the file. */
  readonly version: string;
  readonly logSource: LogSource;
  /** How specific it is; where two recognise a line, the more specific one reads it. */
  readonly weight: number;
  /** One of these keys is in every JSON record that it recognises; undefined where it reads text lines. */
  readonly topKeys: readonly string[] | undefined;
  /** Syslog programs whose lines it reads; undefined for any. */
  readonly programs: readonly string[] | undefined;
  readonly matchesJson: (record: JsonObject) => boolean;
  /** The values of a text line, undefined where it is not one of this parser's. */
  readonly matchText: (log: string, line: TextLine, formats: ReadFormats) => JsonObject | undefined;
  readonly fill: (draft: Draft, record: JsonObject, line: CanonicalLine, received: number) => Mapped;
};

type Check = { readonly path: Path; readonly condition: CompiledCondition };

const checksOf = (conditions: ParserFile['match']['json'] = {}): Check[] =>
  Object.entries(conditions).flatMap(([text, condition]) => {
    const path = compilePath(text);
    return path === undefined ? [] : [{ path, condition: compileCondition(condition) }];
  });

const allHold = (checks: readonly Check[], record: JsonObject): boolean => {
  for (const { path, condition } of checks) if (!condition.holds(path.read(record))) return false;
  return true;
};

const namedGroups = (patterns: readonly LinearPattern[], message: string): JsonObject | undefined => {
  for (const { find, names } of patterns) {
    const groups = find(message);
    if (groups === undefined) continue;
    const record: JsonObject = Object.create(null);
    for (const [name, group] of names) record[name] = groups(group);
    return record;
  }
  return undefined;
};

const textMatcher = ({ match }: ParserFile): Parser['matchText'] => {
  const { contains = [], format = match.json === undefined ? undefined : 'json' } = match;
  const patterns = match.pattern?.map(linearPattern).filter((pattern) => pattern !== undefined);
  const checks = [...checksOf(match.json), ...checksOf(match.fields)];
  return (log, line, formats) => {
    const { message } = line.syslog;
    for (const text of contains) if (!message.includes(text)) return undefined;
    let record: JsonObject | undefined;
    if (format !== undefined) {
      if (!formats.has(format)) formats.set(format, FORMAT_READERS[format](log, line));
      record = formats.get(format);
      if (record === undefined) return undefined;
    }
    if (patterns !== undefined) {
      const groups = namedGroups(patterns, message);
      if (groups === undefined) return undefined;
      record = record === undefined ? groups : Object.assign(Object.create(null), record, groups);
    }
    record ??= {};
    return allHold(checks, record) ? record : undefined;
  };
};

const categoryOf = ({ category, category_by: by }: ParserFile): ((record: JsonObject) => EventCategory) => {
  if (by === undefined) return () => category;
  const path = compilePath(by.from);
  const exact = new Map(Object.entries(by.map ?? {}));
  const prefixes = Object.entries(by.prefix ?? {}).toSorted(([a], [b]) => b.length - a.length);
  return (record) => {
    const value = String(path?.read(record) ?? '');
    return exact.get(value) ?? prefixes.find(([prefix]) => value.startsWith(prefix))?.[1] ?? category;
  };
};

const filler = (file: ParserFile): Parser['fill'] => {
  const columns = Object.entries(file.fields).flatMap(([name, source]) =>
    isParserField(name) ? [{ put: putOf(name), read: compileValue(source) }] : [],
  );
  const times = file.time?.map(compilePath).filter((path) => path !== undefined) ?? [];
  const category = categoryOf(file);
  return (draft, record, { text }, received) => {
    if (text !== undefined) putSyslogHeader(draft, text.syslog);
    for (const { put, read } of columns) {
      const value = read(record);
      if (value !== undefined && value !== null) put(draft, value);
    }
    let time: number | undefined;
    for (const path of times) time ??= recordTime(path.read(record), received);
    if (text !== undefined) time ??= timeOfHeader(text.syslog, received);
    else if (times.length === 0) time = timeOfRecord(record);
    return { category: category(record), time };
  };
};

const weightOf = ({ match }: ParserFile, checks: readonly Check[]): number =>
  checks.reduce((sum, { condition }) => sum + condition.weight, 0) +
  (match.program === undefined ? 0 : 3) +
  (match.contains?.length ?? 0) * 2 +
  (match.pattern === undefined ? 0 : 2) +
  (match.format === undefined ? 0 : 1);

/** The keys by which the index finds the parser: those of its most telling condition. */
const topKeysOf = (checks: readonly Check[]): readonly string[] =>
  checks.filter(({ condition }) => condition.needsValue).toSorted((a, b) => b.condition.weight - a.condition.weight)[0]
    ?.path.topKeys ?? [];

/** `version`: of the text of the file. */
export const compileParserFile = (file: ParserFile, version: string): Parser => {
  const json = file.match.json !== undefined && file.match.program === undefined;
  const checks = [...checksOf(file.match.json), ...checksOf(file.match.fields)];
  return {
    name: file.name,
    version,
    logSource: file.log_source,
    weight: weightOf(file, checks),
    topKeys: json ? topKeysOf(checks) : undefined,
    programs: file.match.program,
    matchesJson: (record) => allHold(checks, record),
    matchText: textMatcher(file),
    fill: filler(file),
  };
};
