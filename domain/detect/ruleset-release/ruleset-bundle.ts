import { z } from 'zod';
import { fail, ok, type Result } from '../../model/result.ts';
import type { RulesetFiles } from '../ruleset.ts';

const Texts = z.array(z.strictObject({ name: z.string().min(1).max(500), text: z.string() })).max(5_000);
const Bundle = z.strictObject({
  format: z.literal(1),
  decoders: Texts,
  rules: Texts.min(1),
  lists: Texts,
});

/** The files of a ruleset as one JSON text. */
export const writeBundle = ({ decoders, rules, lists }: RulesetFiles): string =>
  JSON.stringify({ format: 1, decoders, rules, lists });

/** Reads what {@link writeBundle} wrote; the error is a sentence. */
export const readBundle = (text: string): Result<RulesetFiles, string> => {
  try {
    const { success, data, error } = Bundle.safeParse(JSON.parse(text));
    if (success) return ok({ decoders: data.decoders, rules: data.rules, lists: data.lists });
    const [issue] = error.issues;
    return fail(`the bundle is malformed at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown'}`);
  } catch {
    return fail('the bundle is no JSON');
  }
};
