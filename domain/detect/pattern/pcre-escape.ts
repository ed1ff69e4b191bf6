import { ANY, byteSet } from './byte-set.ts';
import { PCRE_ESCAPES } from './pcre-class.ts';
import { type Assertion, type Node, sequence } from './syntax.ts';

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'start',
  z: 'end',
  Z: 'end_or_newline',
  b: 'word_boundary',
  B: 'not_word_boundary',
  G: 'start',
};

/** `\R`: what ends a line. */
const LINE_BREAK: Node = {
  kind: 'atomic',
  item: {
    kind: 'alternation',
    items: [
      sequence([13, 10].map((byte): Node => ({ kind: 'set', set: byteSet(byte, false) }))),
      { kind: 'set', set: PCRE_ESCAPES.v ?? ANY },
    ],
  },
};

/** What a backslash and one letter mean outside of a class, where nothing else follows that belongs to it. */
export const ESCAPED_NODES: ReadonlyMap<string, Node> = new Map<string, Node>([
  ...Object.entries(PCRE_ESCAPES).map(([letter, set]): [string, Node] => [letter, { kind: 'set', set }]),
  ...Object.entries(ASSERTIONS).map(([letter, assertion]): [string, Node] => [
    letter,
    { kind: 'assertion', assertion },
  ]),
  ['C', { kind: 'set', set: ANY }],
  ['K', { kind: 'keep' }],
  ['R', LINE_BREAK],
]);
