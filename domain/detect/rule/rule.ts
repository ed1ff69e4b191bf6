import type { Composite } from '../composite/composite.ts';
import type { ChildIndex } from './child-index.ts';
import type { Condition } from './condition.ts';
import type { Discriminator } from './discriminator.ts';

/** What `overwrite` may replace. */
export type RuleBody = {
  readonly level: number;
  readonly noAlert: boolean;
  /** Seconds for which the rule pauses after its first alert; 0: never. */
  readonly ignoreSeconds: number;
  readonly conditions: readonly Condition[];
  /** What the event must have for the rule to match, for the index. */
  readonly discriminators: readonly Discriminator[];
  readonly composite: Composite | undefined;
  /** Bytes; with `$(field)` placeholders. */
  readonly description: string;
  /** `<group name>` followed by the rule's `<group>`. */
  readonly groupText: string;
  readonly groups: readonly string[];
  readonly mitre: readonly string[];
};

/** A rule in the tree. A rule with several parents is one object in several lists of children. */
export type Rule = {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** The elements that decide where it stands and what it counts, as written. */
  readonly placement: string;
  body: RuleBody;
  /** In load order, from 0. */
  readonly loaded: number;
  /** Of which rule or rules it is a child. */
  readonly parents: readonly Rule[];
  /** In the order in which they are tried. */
  readonly children: Rule[];
  index: ChildIndex | undefined;
  /** Sorts among siblings: descending; level 0 is the highest, `accuracy="0"` the lowest. */
  readonly rank: number;
  /** In how many places of the tree it stands. */
  readonly nodes: number;
  /** Composite rules that count this rule's events, and how often each event counts. */
  feeds: readonly { readonly rule: Rule; readonly composite: Composite; readonly weight: number }[];
};
