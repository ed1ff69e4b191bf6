import { z } from 'zod';
import { comparePositions, type Position } from '../model/position.ts';

const PositionSchema = z.object({ shard: z.number(), sequence: z.string(), subindex: z.number() });

/** The positions of the objects that were read last, from the first to the last of each: an object leaves nothing out. */
export const Covered = z.array(z.object({ first: PositionSchema, last: PositionSchema }));
export type Covered = z.infer<typeof Covered>;

/** A retry of the archiver overlaps with objects written at about the same time. */
const REMEMBERED = 2_000;

const lies = (position: Position, { first, last }: Covered[number]): boolean =>
  comparePositions(first, position) <= 0 && comparePositions(position, last) <= 0;

/** Objects that may overlap with lines from `first` to `last`. */
export const overlapping = (covered: Covered, first: Position, last: Position): Covered =>
  covered.filter((range) => comparePositions(range.first, last) <= 0 && comparePositions(first, range.last) <= 0);

export const isCovered = (covered: Covered, position: Position): boolean =>
  covered.some((range) => lies(position, range));

/** Notes an object; the oldest is forgotten. */
export const cover = (covered: Covered, first: Position, last: Position): void => {
  covered.push({ first, last });
  if (covered.length > REMEMBERED) covered.shift();
};
