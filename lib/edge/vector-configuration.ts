import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PATH = 'edge/vector.yaml';

/**
 * Text of the edge's configuration.
 * @throws Error that names the missing file.
 */
export function vectorConfiguration(sourceRoot: string): string {
  const path = join(sourceRoot, PATH);
  if (!existsSync(path)) throw new Error(`The edge has no configuration: create ${PATH}.`);
  return readFileSync(path, 'utf8');
}
