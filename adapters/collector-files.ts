import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Collectors, readCollectors } from '../domain/collect/pull/collectors.ts';

/** The collectors of `collectors/*.yaml` below `root`. Throws all that is wrong with them. */
export const readCollectorFiles = async (root: string, folder = 'collectors'): Promise<Collectors> => {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.yaml')).toSorted();
  const texts = await Promise.all(
    names.map(async (name) => ({ name: `${folder}/${name}`, text: await readFile(join(root, folder, name), 'utf8') })),
  );
  const collectors = readCollectors(texts);
  if (!collectors.ok) throw new Error(collectors.error.join('\n'));
  return collectors.value;
};
