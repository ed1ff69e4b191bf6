import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompiledParsers, compileParsers, type ParserText } from '../domain/normalize/parse/compile-parser.ts';
import { nodeHasher } from './hashing.ts';

const FOLDER = 'detections/parsers';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The texts of `detections/parsers/*.yaml` below `root`, without the samples, in the order of their names. */
export const readParserFiles = async (root: string): Promise<ParserText[]> => {
  const names = await readdir(join(root, FOLDER)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.yaml') && !name.endsWith('.sample.yaml')).toSorted();
  return Promise.all(
    files.map(async (name) => ({ name: `${FOLDER}/${name}`, text: await readFile(join(root, FOLDER, name), 'utf8') })),
  );
};

/** The project's own parsers, compiled. What is wrong with a file is in `faults`; the others work. */
export const readParsers = async (root: string): Promise<CompiledParsers> =>
  compileParsers(await readParserFiles(root), nodeHasher);
