import { z } from 'zod';

/**
 * The identity of an event: where its line stands in the stream. `shard` is the number of the Kinesis shard
 * (`shardId-000000000003` → `3`), `sequence` the Kinesis sequence number (decimal digits), `subindex` the line in the record.
 */
export type Position = { readonly shard: number; readonly sequence: string; readonly subindex: number };

/** `shard:sequence:subindex`, for example `0:4966…:12`. */
export const EventId = z
  .string()
  .regex(/^\d{1,12}:\d{1,60}:\d{1,7}$/, 'an event id has the form shard:sequence:subindex')
  .brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

export const eventIdOf = (position: Position): EventId =>
  `${position.shard}:${position.sequence}:${position.subindex}` as EventId;

export const positionOf = (id: EventId): Position => {
  const [shard = '', sequence = '', subindex = ''] = id.split(':');
  return { shard: Number(shard), sequence, subindex: Number(subindex) };
};

/** A key that sorts as the position does, byte-wise: zero-padded parts. */
export const sortableKeyOf = (position: Position): string =>
  `${String(position.shard).padStart(6, '0')}#${position.sequence.padStart(60, '0')}#${String(position.subindex).padStart(7, '0')}`;

/** Orders positions within a shard as the stream does; shards by number. */
export const comparePositions = (a: Position, b: Position): number =>
  a.shard - b.shard ||
  a.sequence.length - b.sequence.length ||
  (a.sequence < b.sequence ? -1 : a.sequence > b.sequence ? 1 : a.subindex - b.subindex);
