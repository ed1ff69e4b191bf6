import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What decides whether the migrations run again: the migrations, the templates and what they are made from. */
const CONTENT = ['adapters/opensearch', 'adapters/postgres', 'domain/normalize/fields', 'lambdas/migrate'];

/** SHA-256 over names and bytes of all files of the content but tests, hex. */
export function migrationHash(sourceRoot: string): string {
  const hash = createHash('sha256');
  const folders = CONTENT.filter((folder) => existsSync(join(sourceRoot, folder)));
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
