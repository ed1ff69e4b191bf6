import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TechniqueCatalogue } from '../domain/detect/alert.ts';
import type { Detector } from '../domain/detect/live/detector.ts';
import { compileRuleset } from '../domain/detect/ruleset.ts';
import { entitiesOf } from '../domain/normalize/entities.ts';
import { nodeHasher } from './hashing.ts';
import { readRulesetFolder } from './ruleset-files.ts';
import { readTechniques } from './technique-catalogue.ts';

/** The detector over the project's own content: `detections/` and `data/attack/` below `root`. Throws a sentence. */
export const readDetector = async (root: string): Promise<Detector> => {
  const files = await readRulesetFolder(join(root, 'detections'));
  if (!files.ok) throw new Error(files.error);
  const catalogue: TechniqueCatalogue = readTechniques(
    await readFile(join(root, 'data/attack/techniques.json'), 'utf8'),
  );
  const ruleset = compileRuleset(files.value, nodeHasher);
  return { ruleset, context: { hasher: nodeHasher, rulesetVersion: ruleset.version, catalogue, entitiesOf } };
};
