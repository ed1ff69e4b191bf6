import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sigmaHolds } from '../../test/support/sigma-evaluator.ts';
import { eventsFor, lineFor } from '../../test/support/sigma-events.ts';
import { importedInto, silentRuleset } from '../../test/support/sigma-ruleset.ts';
import { SigmaRule } from './rule.ts';

const folder = path.join(fileURLToPath(new URL('../..', import.meta.url)), 'test/fixtures/sigma');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml') && !/^(?:count|temporal)/.test(name));
const base = await silentRuleset();
/** Events of these come from a decoder that always gives all fields. */
const WHOLE = new Set(['firewall', 'webserver']);

describe('an imported rule says the same as the Sigma rule itself', () => {
  it.each(files)('%s', (file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const { detection, logsource } = SigmaRule.parse(parse(text));
    const { imported, evaluate } = importedInto(base, [{ name: file, text }]);
    expect(imported.skipped).toEqual([]);
    const [converted] = imported.converted;
    const always = WHOLE.has(logsource.category ?? '');
    const outcomes = { matched: 0, other: 0 };
    fc.assert(
      fc.property(eventsFor(detection, always), (event) => {
        const expected = sigmaHolds(detection, event);
        outcomes[expected ? 'matched' : 'other']++;
        const line = lineFor(event, logsource);
        const { rule, errors } = evaluate(line);
        expect(errors).toEqual([]);
        expect({ line, held: rule?.id === String(converted?.rules[0]) }).toEqual({ line, held: expected });
      }),
      { numRuns: 400, seed: 20_260_218 },
    );
    expect(Math.min(outcomes.matched, outcomes.other)).toBeGreaterThan(0);
  });
});
