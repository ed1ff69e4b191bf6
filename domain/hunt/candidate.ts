import type { LoadEntry } from '../detect/report.ts';
import { type CompiledRuleset, compileRuleset, type RulesetFiles } from '../detect/ruleset.ts';
import type { Hasher } from '../model/hashing.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { MAXIMUM_RULES_TEXT } from './change.ts';

/** Loaded behind all other files, so that any rule may be a parent. */
const NAME = 'rules/~hunt.xml';
const MAXIMUM_RULES = 100;

/** The current rules with those of a hunt. */
export type Candidate = {
  readonly ruleset: CompiledRuleset;
  /** Rules that the hunt brought. */
  readonly ruleIds: readonly string[];
  /** What has no effect, a sentence each. */
  readonly warnings: readonly string[];
};

const sentenceOf = ({ line, kind, name, reason }: LoadEntry): string =>
  `line ${line}: ${kind === 'file' ? 'the file' : `${kind} ${name}`}: ${reason ?? 'cannot be used'}`;

/**
 * Compiles the current content with further rules. Everything of the file has to load: a rule that would silently be left
 * out would make a hunt that finds nothing look like a quiet month. The errors are sentences, each with its line.
 */
export const candidateOf = (files: RulesetFiles, xml: string, hasher: Hasher): Result<Candidate, readonly string[]> => {
  if (xml.length > MAXIMUM_RULES_TEXT) return fail([`the rules have more than ${MAXIMUM_RULES_TEXT} characters`]);
  const ruleset = compileRuleset({ ...files, rules: [...files.rules, { name: NAME, text: xml }] }, hasher);
  const entries = ruleset.report.entries.filter(({ file }) => file === NAME);
  const skipped = entries.filter(({ outcome }) => outcome === 'skipped');
  if (skipped.length > 0) return fail(skipped.slice(0, 20).map(sentenceOf));
  const ruleIds = entries.flatMap(({ kind, name, outcome }) => (kind === 'rule' && outcome === 'loaded' ? [name] : []));
  if (ruleIds.length === 0) return fail(['there is no <rule> in a <group>']);
  if (ruleIds.length > MAXIMUM_RULES) return fail([`there are ${ruleIds.length} rules: a hunt takes ${MAXIMUM_RULES}`]);
  const warnings = entries.filter(({ outcome }) => outcome === 'warning').map(sentenceOf);
  return ok({ ruleset, ruleIds, warnings });
};
