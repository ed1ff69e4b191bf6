import { describe, expect, it } from 'vitest';
import { DueQueue } from './due-queue.ts';
import { createRandom } from './random.ts';

describe('DueQueue', () => {
  it('gives items by due time, equal ones in order of insertion', () => {
    const random = createRandom('queue');
    const queue = new DueQueue<{ due: number; order: number }>();
    const items = Array.from({ length: 500 }, (_, order) => ({ due: random.integer(0, 40), order }));
    for (const item of items) queue.add(item.due, item);
    const taken = items.map(() => queue.take());
    expect(taken).toEqual(items.toSorted((a, b) => a.due - b.due || a.order - b.order));
    expect(queue.size).toBe(0);
    expect(queue.take()).toBeUndefined();
    expect(queue.firstDue()).toBe(Number.POSITIVE_INFINITY);
  });
});
