import type { ParserSet } from './parser-set.ts';

/** The parsers that hold now. Never fails: what cannot be read or compiled leaves the ones that held before. */
export type ParserSource = () => Promise<ParserSet>;
