import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RulesetFiles } from '../domain/detect/ruleset.ts';
import { fail, ok, type Result } from '../domain/model/result.ts';

type NamedText = { readonly name: string; readonly text: string };

export type RulesetFolderOptions = {
  /** Base names of files that are not loaded. */
  readonly exclude?: readonly string[];
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Paths of the files below a folder, relative to it; none where it is missing. */
const filesBelow = async (folder: string, below = ''): Promise<string[]> => {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    }),
  );
  return nested.flat().toSorted();
};

const readAll = async (directory: string, kind: string, wanted: (path: string) => boolean): Promise<NamedText[]> => {
  const paths = (await filesBelow(join(directory, kind))).filter(wanted);
  return Promise.all(
    paths.map(async (path) => ({
      name: `${kind}/${path}`,
      text: await readFile(join(directory, kind, path), 'utf8'),
    })),
  );
};

/**
 * Reads a ruleset folder: `decoders/*.xml`, `rules/*.xml`, `lists/**`, and `overrides/*.xml`, which replace the rules file
 * of the same name. An error is a sentence for the person who named the folder.
 */
export const readRulesetFolder = async (
  directory: string,
  { exclude = [] }: RulesetFolderOptions = {},
): Promise<Result<RulesetFiles, string>> => {
  const excluded = new Set(exclude);
  const isXml = (path: string): boolean =>
    path.endsWith('.xml') && !path.includes('/') && !excluded.has(basename(path));
  const isList = (path: string): boolean => !/(^|\/)\.|\.cdb$/.test(path) && !excluded.has(basename(path));
  try {
    const [decoders, rules, overrides, lists] = await Promise.all([
      readAll(directory, 'decoders', isXml),
      readAll(directory, 'rules', isXml),
      readAll(directory, 'overrides', isXml),
      readAll(directory, 'lists', isList),
    ]);
    if (decoders.length + rules.length + overrides.length === 0) {
      return fail(`${directory} holds no ruleset: expected decoders/*.xml and rules/*.xml in it.`);
    }
    const replaced = new Set(overrides.map(({ name }) => basename(name)));
    return ok({
      decoders,
      rules: [...rules.filter(({ name }) => !replaced.has(basename(name))), ...overrides],
      lists,
    });
  } catch (error) {
    return fail(`${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
};
