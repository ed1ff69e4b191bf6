import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AlertContext, TechniqueCatalogue } from '../domain/detect/alert.ts';
import type { Detector } from '../domain/detect/live/detector.ts';
import { compileRuleset, type RulesetFiles } from '../domain/detect/ruleset.ts';
import { entitiesOf } from '../domain/normalize/entities.ts';
import { nodeHasher } from './hashing.ts';
import { readRulesetFolder } from './ruleset-files.ts';
import { readTechniques } from './technique-catalogue.ts';

/** The project's own content as files, and what turns its results into alerts. */
export type Content = { readonly files: RulesetFiles; readonly context: Omit<AlertContext, 'rulesetVersion'> };

/** Reads `detections/` and `data/attack/` below `root`. Throws a sentence. */
export const readContent = async (root: string): Promise<Content> => {
  const files = await readRulesetFolder(join(root, 'detections'));
  if (!files.ok) throw new Error(files.error);
  const catalogue: TechniqueCatalogue = readTechniques(
    await readFile(join(root, 'data/attack/techniques.json'), 'utf8'),
  );
  return { files: files.value, context: { hasher: nodeHasher, catalogue, entitiesOf } };
};

/** The detector over the project's own content. Throws a sentence. */
export const readDetector = async (root: string): Promise<Detector> => {
  const { files, context } = await readContent(root);
  const ruleset = compileRuleset(files, nodeHasher);
  return { ruleset, context: { ...context, rulesetVersion: ruleset.version } };
};
