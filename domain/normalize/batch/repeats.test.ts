import { describe, expect, it } from 'vitest';
import type { EventId } from '../../model/position.ts';
import { repeatsOf } from './repeats.ts';

const at = (seconds: number): string => new Date(1_770_000_000_000 + seconds * 1000).toISOString();
const id = (n: number, shard = 0): EventId => `${shard}:${1000 + n}:0` as EventId;

describe('repeatsOf', () => {
  it('marks the second of two equal lines, not the first', () => {
    const { repeated } = repeatsOf([]);
    expect([repeated('a', id(1), at(0)), repeated('a', id(2), at(1)), repeated('b', id(3), at(1))]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('forgets after five minutes', () => {
    const { repeated } = repeatsOf([]);
    expect([repeated('a', id(1), at(0)), repeated('a', id(2), at(301)), repeated('a', id(3), at(600))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('gives a redelivered batch the answers of its first delivery', () => {
    const ask = (repeats: ReturnType<typeof repeatsOf>) => [
      repeats.repeated('a', id(1), at(0)),
      repeats.repeated('a', id(2), at(1)),
      repeats.repeated('b', id(3), at(2)),
    ];
    const first = repeatsOf([]);
    const answers = ask(first);
    expect(ask(repeatsOf(first.seen))).toEqual(answers);
    expect(ask(repeatsOf(first.seen.slice(0, 2)))).toEqual(answers);
  });

  it('sees a repeat across shards by time of receipt', () => {
    const other = repeatsOf([]);
    other.repeated('a', id(900, 1), at(0));
    expect(repeatsOf(other.seen).repeated('a', id(1, 0), at(3))).toBe(true);
    expect(repeatsOf(other.seen).repeated('a', id(1, 0), at(-3))).toBe(false);
  });
});
