/** What an alert needs of the rule that matched. Texts, no longer bytes. */
export type MatchedRule = {
  readonly id: string;
  readonly level: number;
  /** `$(field)` placeholders are filled. */
  readonly description: string;
  readonly groups: readonly string[];
  readonly mitre: readonly string[];
  /** Of a composite rule. */
  readonly frequency?: number;
};

/** What a composite rule that fired rests on. */
export type Correlation = {
  /** The events counted before the current one, oldest first, at most 99. */
  readonly counted: readonly string[];
  /** The fields that are the same in all of them. */
  readonly group: readonly { readonly name: string; readonly value: string }[];
  /** `frequency`: what triggered it is what it counts; `sequence`: an event of another kind followed those counted. */
  readonly kind: 'frequency' | 'sequence';
};

/** The outcome of a line. */
export type Evaluation = {
  /** `name` is absent where no decoder matched. */
  readonly decoder: { readonly name?: string; readonly parent?: string };
  /** Dotted names. Made when first asked for. */
  readonly fields: Readonly<Record<string, string>>;
  /** Undefined where no rule matched. Level 0: no alert. */
  readonly rule: MatchedRule | undefined;
  readonly correlation: Correlation | undefined;
  /** The rule is in the pause that its `ignore` asks for: an alert is to be made of this rule instead, if at all. */
  readonly instead: MatchedRule | undefined;
  readonly hostname: string;
  readonly programName: string | undefined;
  /** `rule 100` or `decoder x` whose pattern gave up on this line; they did not match. */
  readonly errors: readonly string[];
};
