import type { ByteSet } from './byte-set.ts';

/** How often and in which order a repetition tries; `possessive` never gives back. */
export type Greed = 'greedy' | 'lazy' | 'possessive';

/** Positions that match without consuming. `end_or_newline` is PCRE's `$` and `\Z`. */
export type Assertion =
  | 'start'
  | 'end'
  | 'end_or_newline'
  | 'line_start'
  | 'line_end'
  | 'word_boundary'
  | 'not_word_boundary';

/** The tree that OS_Regex and PCRE2 patterns share. */
export type Node =
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'alternation'; readonly items: readonly Node[] }
  | { readonly kind: 'capture'; readonly index: number; readonly item: Node }
  | {
      readonly kind: 'repeat';
      readonly item: Node;
      readonly minimum: number;
      readonly maximum: number;
      readonly greed: Greed;
    }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean; readonly item: Node }
  | { readonly kind: 'back_reference'; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: 'atomic'; readonly item: Node }
  | { readonly kind: 'keep' }
  /** `(?(1)yes|no)`: has the group matched? */
  | { readonly kind: 'conditional'; readonly index: number; readonly yes: Node; readonly no: Node }
  /** `(?1)`, `(?R)`: matches the pattern of the group (0: the whole) again. */
  | { readonly kind: 'call'; readonly index: number };

/** A parsed pattern. `captures`: number of groups, numbered from 1. */
export type Syntax = { readonly node: Node; readonly captures: number };

export const sequence = (items: readonly Node[]): Node =>
  items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
