import type { RuleLiteral } from './literal.ts';

/** A rule of the format to be written. */
export type RuleNode = {
  readonly id: number;
  /** Ids of the parents; empty: the rule stands at the root and names its decoder. */
  readonly parents: readonly (number | string)[];
  readonly decoder: string | undefined;
  readonly conditions: readonly RuleLiteral[];
};

/** Hands out the ids. */
export class NodeList {
  readonly nodes: RuleNode[] = [];
  private next: number;

  constructor(first: number) {
    this.next = first;
  }

  add(node: Omit<RuleNode, 'id'>): RuleNode {
    const added = { ...node, id: this.next++ };
    this.nodes.push(added);
    return added;
  }
}
