import type { RulesetFiles } from '../../../../domain/detect/ruleset.ts';
import { createRandom } from '../../../../simulator/random.ts';
import { decoderFile } from './decoders.ts';
import { ruleFiles } from './rules.ts';
import { word } from './words.ts';

/** A made-up ruleset as large as those in use: about 4,500 rules, 1,500 decoders, 20 lists of 1,000 keys. */
export const largeRuleset = (seed: number): RulesetFiles => {
  const random = createRandom(`large-ruleset/${seed}`);
  return {
    decoders: [{ name: 'decoders/0100-decoders.xml', text: decoderFile(random) }],
    rules: Object.entries(ruleFiles(random)).map(([name, text]) => ({ name: `rules/${name}`, text })),
    lists: Array.from({ length: 20 }, (_, index) => ({
      name: `lists/users-${index}`,
      text: Array.from({ length: 1000 }, (__, entry) => `${word(random)}${entry}:`).join('\n'),
    })),
  };
};
