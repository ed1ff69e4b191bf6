import type { AlertContext } from '../detect/alert.ts';
import type { Detector } from '../detect/live/detector.ts';
import { compileRuleset, type RulesetFiles } from '../detect/ruleset.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { candidateOf } from './candidate.ts';
import type { HuntChange } from './change.ts';
import type { HuntRules } from './compare.ts';

/** The current content, and what turns its results into alerts. */
export type HuntContent = { readonly files: RulesetFiles; readonly context: Omit<AlertContext, 'rulesetVersion'> };

export type PreparedRules = { readonly rules: HuntRules; readonly warnings: readonly string[] };

const detectorOf = (ruleset: Detector['ruleset'], context: HuntContent['context']): Detector => ({
  ruleset,
  context: { ...context, rulesetVersion: ruleset.version },
});

/**
 * Compiles what a change needs. `isPreview` compares rules with the current ones; otherwise their own alerts are all that
 * is asked for. The errors are sentences.
 */
export const rulesOf = (
  { files, context }: HuntContent,
  change: HuntChange,
  isPreview: boolean,
): Result<PreparedRules, readonly string[]> => {
  const { hasher } = context;
  if (change.kind === 'suppression') {
    const current = detectorOf(compileRuleset(files, hasher), context);
    const { rule_id, where } = change;
    if (!current.ruleset.rules.has(rule_id)) return fail([`there is no rule ${rule_id} in the current content`]);
    return ok({ rules: { kind: 'suppress', current, suppression: { rule_id, where } }, warnings: [] });
  }
  const made = candidateOf(files, change.xml, hasher);
  if (!made.ok) return made;
  const { ruleset, ruleIds, warnings } = made.value;
  const found = { candidate: detectorOf(ruleset, context), ruleIds: new Set(ruleIds) };
  if (!isPreview) return ok({ rules: { kind: 'find', ...found }, warnings });
  const current = detectorOf(compileRuleset(files, hasher), context);
  return ok({ rules: { kind: 'compare', current, ...found }, warnings });
};
