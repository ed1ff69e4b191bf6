import type { CanonicalLine } from '../canonical-line.ts';
import type { Draft } from '../draft.ts';
import type { EventCategory } from '../tags/event-category.ts';

/** What a mapper found beside fields: the kind of activity, and the event time in milliseconds where the line has one. */
export type Mapped = { readonly category: EventCategory; readonly time: number | undefined };

/** Fills the fields of a log source's lines. `received` in milliseconds: dates without a year need it. */
export type Mapper = (draft: Draft, line: CanonicalLine, received: number) => Mapped;
