import type { DecodedEvent } from './event.ts';
import type { FieldTable } from './field-table.ts';

/** Reads fields from the log, from the position `start` on. */
export type Plugin = (event: DecodedEvent, start: number, table: FieldTable) => void;
