import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const PATH = 'edge/vector.yaml';

/**
 * The edge's configuration for a task: without the backup on disk, whose files would outgrow a disk that dies with the
 * task; the stream keeps what it took. Everything else is as in the file.
 * @throws Error that names the missing file or where it is not YAML.
 */
export function vectorConfiguration(sourceRoot: string): string {
  const path = join(sourceRoot, PATH);
  if (!existsSync(path)) throw new Error(`The edge has no configuration: create ${PATH}.`);
  const configuration = parseDocument(readFileSync(path, 'utf8'));
  const [error] = configuration.errors;
  if (error !== undefined) throw new Error(`${PATH} is not YAML: ${error.message}`);
  configuration.deleteIn(['sinks', 'backup']);
  return configuration.toString({ lineWidth: 0 });
}
