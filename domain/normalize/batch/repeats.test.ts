import { describe, expect, it } from 'vitest';
import type { EventId } from '../../model/position.ts';
import { indexSightings, type Repeats, repeatsOf } from './repeats.ts';

const at = (seconds: number): string => new Date(1_770_000_000_000 + seconds * 1000).toISOString();
const id = (n: number, shard = 0): EventId => `${shard}:${1000 + n}:0` as EventId;

describe('repeatsOf', () => {
  it('marks the second of two equal lines, not the first', () => {
    const { sight } = repeatsOf([]);
    expect([sight('a', 'i1', id(1), at(0)), sight('a', 'i2', id(2), at(1)), sight('b', 'i3', id(3), at(1))]).toEqual([
      'first',
      'repeated',
      'first',
    ]);
  });

  it('knows the line that the edge offered twice, and not the same bytes under another id', () => {
    const { sight } = repeatsOf([]);
    expect([
      sight('a', 'i1', id(1), at(0)),
      sight('a', 'i1', id(2), at(1)),
      sight('a', 'i2', id(3), at(1)),
      sight('b', 'i1', id(4), at(1)),
    ]).toEqual(['first', 'retried', 'repeated', 'first']);
  });

  it('forgets after five minutes', () => {
    const { sight } = repeatsOf([]);
    expect([
      sight('a', 'i1', id(1), at(0)),
      sight('a', 'i2', id(2), at(301)),
      sight('a', 'i3', id(3), at(600)),
    ]).toEqual(['first', 'first', 'repeated']);
  });

  it('gives a redelivered batch the answers of its first delivery', () => {
    const ask = ({ sight }: Repeats) => [
      sight('a', 'i1', id(1), at(0)),
      sight('a', 'i2', id(2), at(1)),
      sight('b', 'i3', id(3), at(2)),
      sight('b', 'i3', id(4), at(2)),
    ];
    const first = repeatsOf([]);
    const answers = ask(first);
    expect(ask(repeatsOf([indexSightings(first.seen)]))).toEqual(answers);
    expect(ask(repeatsOf([indexSightings(first.seen.slice(0, 2))]))).toEqual(answers);
  });

  it('sees a repeat across shards by time of receipt', () => {
    const other = repeatsOf([]);
    other.sight('a', 'i1', id(900, 1), at(0));
    expect(repeatsOf([indexSightings(other.seen)]).sight('a', 'i2', id(1, 0), at(3))).toBe('repeated');
    expect(repeatsOf([indexSightings(other.seen)]).sight('a', 'i2', id(1, 0), at(-3))).toBe('first');
  });
});
