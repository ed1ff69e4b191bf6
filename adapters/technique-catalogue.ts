import { z } from 'zod';
import type { TechniqueCatalogue } from '../domain/detect/alert.ts';

const Techniques = z.object({
  techniques: z.record(z.string(), z.object({ name: z.string(), tactics: z.array(z.string()) })),
});

/** Reads `data/attack/techniques.json`: `{"techniques":{"T1110":{"name":"Brute Force","tactics":["Credential Access"]}}}`. */
export const readTechniques = (text: string): TechniqueCatalogue =>
  new Map(
    Object.entries(Techniques.parse(JSON.parse(text)).techniques).map(([id, { name, tactics }]) => [
      id,
      { technique: name, tactics },
    ]),
  );
