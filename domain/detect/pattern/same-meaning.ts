import { isNullable } from './cost.ts';
import type { Node } from './syntax.ts';

const partsOf = (node: Node): readonly Node[] => {
  if ('items' in node) return node.items;
  if ('item' in node) return [node.item];
  return node.kind === 'conditional' ? [node.yes, node.no] : [];
};

const captures = (node: Node): boolean => node.kind === 'capture' || partsOf(node).some(captures);

/** Captures in the order in which other engines number them: not so behind a branch reset. */
const numbered = (node: Node, next: { index: number }): boolean => {
  if (node.kind === 'capture' && node.index !== next.index++) return false;
  return partsOf(node).every((part) => numbered(part, next));
};

const plain = (node: Node): boolean => {
  // V8 reads a look-behind from its end, and engines differ in what empty iterations capture.
  if (node.kind === 'look' && node.behind && captures(node.item)) return false;
  if (node.kind === 'repeat' && captures(node.item) && isNullable(node.item)) return false;
  return partsOf(node).every(plain);
};

/** Do V8's RegExp and RE2 give the captures that PCRE2 gives, wherever they have the syntax? */
export const meansTheSame = (node: Node): boolean => numbered(node, { index: 1 }) && plain(node);
