import type { Random } from './random.ts';

/** Deals its cards in random order, all of them before any one again: nobody does two things at once. */
export class Deck<T> {
  readonly #cards: readonly [T, ...T[]];
  #order: T[] = [];

  constructor(cards: readonly [T, ...T[]]) {
    this.#cards = cards;
  }

  draw(random: Random): T {
    if (this.#order.length === 0) this.#order = random.shuffle(this.#cards);
    return this.#order.pop() ?? this.#cards[0];
  }
}
