/** OpenSearch types that a field may have. */
export type FieldType = 'keyword' | 'text' | 'ip' | 'date' | 'long' | 'double' | 'boolean';

/** A field of the catalogue. Longer strings are cut at `bound` characters; keywords are indexed up to it. */
export type Field = {
  readonly type: FieldType;
  readonly bound: number;
  readonly many: boolean;
  readonly meaning: string;
};

const KEYWORD_BOUND = 1024;
/** A keyword's term holds at most 32766 bytes in Lucene: 8000 characters of up to 4 bytes stay below. */
const LONG_BOUND = 8000;

const field = (type: FieldType, bound: number, meaning: string, many = false): Field => ({
  type,
  bound,
  many,
  meaning,
});

export const keyword = (meaning: string): Field => field('keyword', KEYWORD_BOUND, meaning);
export const keywords = (meaning: string): Field => field('keyword', KEYWORD_BOUND, meaning, true);
/** A keyword that may be long: paths, command lines, URLs. */
export const longKeyword = (meaning: string): Field => field('keyword', LONG_BOUND, meaning);
export const text = (meaning: string): Field => field('text', LONG_BOUND, meaning);
/** The line itself: bounded by the size of a line, never cut. */
export const lineText = (meaning: string): Field => field('text', Number.MAX_SAFE_INTEGER, meaning);
export const ip = (meaning: string): Field => field('ip', 45, meaning);
export const date = (meaning: string): Field => field('date', 30, meaning);
export const long = (meaning: string): Field => field('long', 20, meaning);
export const double = (meaning: string): Field => field('double', 40, meaning);
export const boolean = (meaning: string): Field => field('boolean', 5, meaning);
