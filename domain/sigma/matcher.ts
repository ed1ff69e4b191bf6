import type { Comparison } from './number-pattern.ts';
import type { TextPart } from './text.ts';

/** What a value of a detection asks of a field. */
export type SigmaMatcher =
  | { readonly kind: 'text'; readonly parts: readonly TextPart[]; readonly cased: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'network'; readonly network: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'field'; readonly field: string };

/** A field, or the whole event for keywords, and what its value may be: one of the matchers. */
export type Predicate = {
  readonly field: string | undefined;
  readonly matchers: readonly SigmaMatcher[];
  /** `detection.selection.Image|endswith`, for messages. */
  readonly path: string;
};
