import type { DecodedEvent } from '../decode/event.ts';
import { LiteralScanner } from '../pattern/literal-scanner.ts';
import type { Subject } from './subjects.ts';

type Entry = { readonly subject: Subject; readonly numbers: Map<string, number>; scanner: LiteralScanner | undefined };

const NONE: readonly number[] = [];

/**
 * The literals that rules require of texts of an event. A text is scanned once for all rules of the ruleset, when the
 * first of them asks.
 */
export class LiteralTable {
  private readonly entries: Entry[] = [];
  private readonly byKey = new Map<string, number>();

  /** The number of a text that rules look at. Only while compiling. */
  subjectFor(key: string, subject: Subject): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.entries.length);
    return this.entries.push({ subject, numbers: new Map(), scanner: undefined }) - 1;
  }

  /** The number of a literal among those of its subject. Only while compiling. */
  numberOf(subject: number, literal: string): number {
    const numbers = this.entries[subject]?.numbers;
    const known = numbers?.get(literal);
    if (numbers === undefined || known !== undefined) return known ?? -1;
    numbers.set(literal, numbers.size);
    return numbers.size - 1;
  }

  /** Builds the scanners; no literal can be added afterwards. */
  finish(): void {
    for (const entry of this.entries) entry.scanner = new LiteralScanner([...entry.numbers.keys()]);
  }

  /** The numbers of the literals that the event's text has. */
  found(event: DecodedEvent, subject: number): readonly number[] {
    const known = event.literals[subject];
    if (known !== undefined) return known;
    const entry = this.entries[subject];
    const text = entry?.subject(event);
    const found = text === undefined ? NONE : (entry?.scanner?.find(text) ?? NONE);
    event.literals[subject] = found;
    return found;
  }
}
