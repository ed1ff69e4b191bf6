import { z } from 'zod';
import type { TechniqueContext } from '../model/enrichment.ts';

/** Techniques of ATT&CK by id, as data/attack holds them. */
export const AttackCatalogue = z.object({
  /** `ATT&CK Enterprise v18.1 (2025-11-13)` */
  version: z.string(),
  techniques: z.record(z.string(), z.object({ name: z.string(), tactics: z.array(z.string()) })),
});
export type AttackCatalogue = z.infer<typeof AttackCatalogue>;

const BASE = 'https://attack.mitre.org/techniques/';

/** `T1110.001` belongs to `T1110`. */
const parentOf = (id: string): string | undefined => (id.includes('.') ? id.slice(0, id.indexOf('.')) : undefined);

/** What the catalogue says of a technique; undefined where it has none of this id. `evidence`: alerts that named it. */
export const techniqueContext = (
  id: string,
  catalogue: AttackCatalogue,
  evidence: readonly string[],
): TechniqueContext | undefined => {
  if (!Object.hasOwn(catalogue.techniques, id)) return undefined;
  const technique = catalogue.techniques[id];
  if (technique === undefined) return undefined;
  const parent = parentOf(id);
  return {
    technique_id: id,
    name: technique.name,
    tactics: technique.tactics,
    ...(parent !== undefined && { parent }),
    url: `${BASE}${id.replace('.', '/')}/`,
    evidence: [...evidence],
  };
};
