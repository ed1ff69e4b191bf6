import type { Subject } from './subjects.ts';

/** A cheap necessary condition: an event without it cannot match the rule. */
export type Discriminator =
  | { readonly kind: 'decoder'; readonly name: string }
  /** A dynamic field is there, and equals one of the values where they are known. */
  | { readonly kind: 'field'; readonly slot: number; readonly values: readonly string[] | undefined }
  | { readonly kind: 'static'; readonly name: string; readonly values: readonly string[] }
  /** A text of the event contains one of the literals; `key` names the text. */
  | { readonly kind: 'literal'; readonly key: string; readonly subject: Subject; readonly literals: readonly string[] };

/** How few events are likely to have it: the index goes by the highest. */
export const selectivityOf = (discriminator: Discriminator): number => {
  switch (discriminator.kind) {
    case 'field':
      return discriminator.values === undefined ? 10 : 100;
    case 'static':
      return 95;
    case 'decoder':
      return 50;
    case 'literal': {
      const shortest = Math.min(...discriminator.literals.map(({ length }) => length));
      return shortest < 3 ? 5 : 20 + 2 * Math.min(shortest, 25) - Math.min(discriminator.literals.length, 9);
    }
  }
};
