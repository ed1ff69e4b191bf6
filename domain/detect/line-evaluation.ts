import { textOf } from './bytes.ts';
import type { DecodedEvent } from './decode/event.ts';
import type { Correlation, Evaluation, MatchedRule } from './evaluation.ts';
import { fieldsOf } from './rule/describe.ts';

const NO_DECODER = {};
const NO_ERRORS: readonly string[] = [];

/** The outcome of a line; its fields are gathered when somebody asks for them. */
export class LineEvaluation implements Evaluation {
  readonly rule: MatchedRule | undefined;
  readonly correlation: Correlation | undefined;
  readonly instead: MatchedRule | undefined;
  private readonly event: DecodedEvent;
  private gathered: Readonly<Record<string, string>> | undefined;

  constructor(
    event: DecodedEvent,
    rule: MatchedRule | undefined,
    correlation: Correlation | undefined,
    instead: MatchedRule | undefined,
  ) {
    this.event = event;
    this.rule = rule;
    this.correlation = correlation;
    this.instead = instead;
  }

  get decoder(): Evaluation['decoder'] {
    return this.event.decoder?.shown ?? NO_DECODER;
  }
  get fields(): Readonly<Record<string, string>> {
    this.gathered ??= fieldsOf(this.event);
    return this.gathered;
  }
  get hostname(): string {
    return textOf(this.event.hostname);
  }
  get programName(): string | undefined {
    return this.event.programName === undefined ? undefined : textOf(this.event.programName);
  }
  get errors(): readonly string[] {
    return this.event.errors.size === 0 ? NO_ERRORS : [...this.event.errors];
  }
}
