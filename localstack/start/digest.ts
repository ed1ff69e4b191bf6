import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const filesOf = (root: string): string[] => {
  if (!existsSync(root)) return [];
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
};

/** SHA-256 over names and contents of files and folders below a base, hex; tests and what `ignore` matches left out. */
export const digestOf = (base: string, names: readonly string[], ignore: RegExp): string => {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(path.join(base, name)))) {
    const name = path.relative(base, file);
    if (ignore.test(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};
