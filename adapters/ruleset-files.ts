import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { textOfUtf8 } from '../domain/detect/bytes.ts';
import type { RulesetFiles } from '../domain/detect/ruleset.ts';
import { fail, ok, type Result } from '../domain/model/result.ts';

type NamedText = { readonly name: string; readonly text: string };
type Left = NonNullable<RulesetFiles['left']>[number];

export type RulesetFolderOptions = {
  /** Base names of files that are not loaded. */
  readonly exclude?: readonly string[];
};

const KINDS = ['decoders', 'rules', 'overrides', 'lists'] as const;
type Kind = (typeof KINDS)[number];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

const MAXIMUM_DEPTH = 8;

/** Paths of the files below a folder, relative to it; none where it is missing. Links are followed. */
const filesBelow = async (folder: string, below = '', depth = 0): Promise<string[]> => {
  const names = await readdir(join(folder, below)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const nested = await Promise.all(
    names.map(async (name) => {
      const path = below === '' ? name : `${below}/${name}`;
      const isFolder = await stat(join(folder, path)).then(
        (found) => found.isDirectory(),
        () => false,
      );
      return isFolder && depth < MAXIMUM_DEPTH ? filesBelow(folder, path, depth + 1) : [path];
    }),
  );
  return nested.flat().toSorted();
};

/** Why a file is not read; undefined where it is. */
const leftOut = (kind: Kind, path: string, excluded: ReadonlySet<string>): string | undefined => {
  if (excluded.has(basename(path))) return 'excluded by --exclude';
  if (/(^|\/)\./.test(path)) return 'hidden files are not read';
  if (kind === 'lists') return path.endsWith('.cdb') ? 'compiled lists are not read, their texts are' : undefined;
  if (!path.endsWith('.xml')) return 'only *.xml files are read';
  return path.includes('/') ? `only files directly in ${kind}/ are read` : undefined;
};

type Read = { readonly files: NamedText[]; readonly left: Left[] };

const readKind = async (directory: string, kind: Kind, excluded: ReadonlySet<string>, within = ''): Promise<Read> => {
  const files: NamedText[] = [];
  const left: Left[] = [];
  for (const path of await filesBelow(join(directory, within, kind))) {
    const name = `${within}${kind}/${path}`;
    const reason = leftOut(kind, path, excluded);
    if (reason !== undefined) {
      left.push({ name, reason, wanted: false });
      continue;
    }
    try {
      const file = join(directory, name);
      if (!(await stat(file)).isFile()) left.push({ name, reason: 'it is no regular file', wanted: true });
      else files.push({ name, text: textOfUtf8(await readFile(file)) });
    } catch (error) {
      left.push({ name, reason: `it cannot be read (${codeOf(error)})`, wanted: true });
    }
  }
  return { files, left };
};

/** Where a manager keeps what it was delivered with and what its users added. */
const MANAGER_FOLDERS = ['', 'ruleset/', 'etc/'];

const readEverywhere = async (directory: string, kind: Kind, excluded: ReadonlySet<string>): Promise<Read> => {
  const parts = await Promise.all(MANAGER_FOLDERS.map((within) => readKind(directory, kind, excluded, within)));
  return { files: parts.flatMap(({ files }) => files), left: parts.flatMap(({ left }) => left) };
};

/**
 * Reads a ruleset folder: `decoders/*.xml`, `rules/*.xml`, `lists/**`, and `overrides/*.xml`, which replace the rules file
 * of the same name; the same below `ruleset/` and `etc/`, as in a manager's folder. What is not read is named with the reason. An error is a sentence for the person who named the folder.
 */
export const readRulesetFolder = async (
  directory: string,
  { exclude = [] }: RulesetFolderOptions = {},
): Promise<Result<RulesetFiles, string>> => {
  const excluded = new Set(exclude);
  try {
    if (!(await stat(directory)).isDirectory()) return fail(`${directory} is not a folder.`);
    const [decoders, rules, overrides, lists] = await Promise.all([
      readEverywhere(directory, 'decoders', excluded),
      readEverywhere(directory, 'rules', excluded),
      readEverywhere(directory, 'overrides', excluded),
      readEverywhere(directory, 'lists', excluded),
    ]);
    if (rules.files.length + overrides.files.length === 0) {
      return fail(`${directory} holds no ruleset: expected rules/*.xml and decoders/*.xml in it.`);
    }
    const replaced = new Set(overrides.files.map(({ name }) => basename(name)));
    const isReplaced = ({ name }: NamedText): boolean => replaced.has(basename(name));
    const unread = rules.files.filter(isReplaced).map(({ name }) => ({
      name,
      reason: `replaced by overrides/${basename(name)}`,
      wanted: false,
    }));
    return ok({
      decoders: decoders.files,
      rules: [...rules.files.filter((file) => !isReplaced(file)), ...overrides.files],
      lists: lists.files,
      left: [...decoders.left, ...rules.left, ...overrides.left, ...lists.left, ...unread],
    });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return fail(`${directory} does not exist.`);
    return fail(`${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
};
