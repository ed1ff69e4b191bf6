import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { KevCatalogue } from '../domain/enrich/kev-catalogue.ts';
import { AttackCatalogue } from '../domain/enrich/technique-context.ts';

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

/**
 * Reads `data/kev` and `data/attack` under a folder.
 * @throws Error that names a missing file, ZodError that names what is wrong in one
 */
export const readCatalogues = async (root: string): Promise<{ kev: KevCatalogue; attack: AttackCatalogue }> => {
  const [kev, attack] = await Promise.all([
    readJson(path.join(root, 'data/kev/vulnerabilities.json')),
    readJson(path.join(root, 'data/attack/techniques.json')),
  ]);
  return { kev: KevCatalogue.parse(kev), attack: AttackCatalogue.parse(attack) };
};
