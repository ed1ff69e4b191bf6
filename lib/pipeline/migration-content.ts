import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose content decides whether the migrations run again. */
const CONTENT = ['lambdas/migrate', 'adapters/postgres/migrations', 'adapters/opensearch/templates'];

/** The folders that exist, relative to the repository. */
export function migrationContent(sourceRoot: string): string[] {
  return CONTENT.filter((folder) => existsSync(join(sourceRoot, folder)));
}

/** SHA-256 over names and bytes of all files in the folders, hex. */
export function migrationHash(sourceRoot: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of folders.flatMap((folder) => filesBelow(sourceRoot, folder))) {
    const bytes = readFileSync(join(sourceRoot, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesBelow(sourceRoot: string, path: string): string[] {
  if (statSync(join(sourceRoot, path)).isFile()) return path.endsWith('.test.ts') ? [] : [path];
  return readdirSync(join(sourceRoot, path))
    .toSorted()
    .flatMap((name) => filesBelow(sourceRoot, `${path}/${name}`));
}
