import { isAnchored } from './backtrack.ts';
import { ANY, type ByteSet, intersects, membersOf, NOTHING, setOf, unionOf } from './byte-set.ts';
import type { Assertion, Node } from './syntax.ts';

/**
 * Bounds the ways in which a backtracking engine can try a pattern: at most `ways` × n^`degree` for n bytes.
 * `loops`: one way can take a number of steps that grows with n.
 */
type Ways = { readonly ways: number; readonly degree: number; readonly loops: boolean };

/** What may come next: the first bytes, and whether all of it may be empty. */
type First = { readonly set: ByteSet; readonly nullable: boolean };

const TAIL: First = { set: NOTHING, nullable: true };
/** Where a subject or line ends, giving back bytes does not help. */
const ENDS: ReadonlyMap<Assertion, First> = new Map<Assertion, First>([
  ['end', { set: NOTHING, nullable: false }],
  ['end_or_newline', { set: setOf('\n'), nullable: false }],
  ['line_end', { set: setOf('\n'), nullable: false }],
]);
const UNBOUNDED: Ways = { ways: Number.POSITIVE_INFINITY, degree: 0, loops: true };
const ONE: Ways = { ways: 1, degree: 0, loops: false };

const firstOf = (node: Node): First => {
  switch (node.kind) {
    case 'set':
      return { set: node.set, nullable: false };
    case 'sequence':
      return node.items.reduceRight<First>((following, item) => then(firstOf(item), following), TAIL);
    case 'alternation': {
      const firsts = node.items.map(firstOf);
      return { set: unionOf(...firsts.map(({ set }) => set)), nullable: firsts.some(({ nullable }) => nullable) };
    }
    case 'repeat': {
      const first = firstOf(node.item);
      return { set: first.set, nullable: first.nullable || node.minimum === 0 };
    }
    case 'capture':
    case 'atomic':
      return firstOf(node.item);
    case 'back_reference':
    case 'conditional':
    case 'call':
      return { set: ANY, nullable: true };
    case 'assertion':
      return ENDS.get(node.assertion) ?? TAIL;
    default:
      return TAIL;
  }
};

/** Can the node match without consuming? */
export const isNullable = (node: Node): boolean => firstOf(node).nullable;

const then = (first: First, following: First): First =>
  first.nullable ? { set: unionOf(first.set, following.set), nullable: following.nullable } : first;

const areDisjoint = (firsts: readonly First[]): boolean => {
  const seen = new Uint8Array(256);
  for (const { set, nullable } of firsts) {
    if (nullable) return false;
    for (const byte of membersOf(set)) {
      if (seen[byte] === 1) return false;
      seen[byte] = 1;
    }
  }
  return true;
};

const both = (a: Ways, b: Ways): Ways => ({
  ways: a.ways * b.ways,
  degree: a.degree + b.degree,
  loops: a.loops || b.loops,
});

/** `ends`: nothing that could fail follows, so that a repetition is never tried again. */
const waysOf = (node: Node, following: First, ends: boolean): Ways => {
  switch (node.kind) {
    case 'set':
    case 'assertion':
      return ONE;
    case 'sequence': {
      let result = ONE;
      let next = following;
      let last = ends;
      for (const item of node.items.toReversed()) {
        result = both(result, waysOf(item, next, last));
        next = then(firstOf(item), next);
        last = false;
      }
      return result;
    }
    case 'alternation': {
      const branches = node.items.map((item) => waysOf(item, following, ends));
      // Where the first byte decides, only one branch can be gone along.
      const decided = areDisjoint(node.items.map(firstOf));
      const ways = branches.map((branch) => branch.ways);
      return {
        ways: decided ? Math.max(1, ...ways) : ways.reduce((sum, each) => sum + each, 0),
        degree: Math.max(0, ...branches.map(({ degree }) => degree)),
        loops: branches.some(({ loops }) => loops),
      };
    }
    case 'capture':
      return waysOf(node.item, following, ends);
    case 'look': {
      const inside = waysOf(node.item, { set: ANY, nullable: true }, false);
      return node.behind && inside.loops ? UNBOUNDED : inside;
    }
    case 'repeat': {
      if (node.item.kind === 'set') {
        const certain = ends || (!following.nullable && !intersects(node.item.set, following.set));
        const bounded = node.maximum !== Number.POSITIVE_INFINITY;
        if (certain || node.minimum === node.maximum) return { ways: 1, degree: 0, loops: !bounded };
        if (bounded) return { ways: node.maximum - node.minimum + 1, degree: 0, loops: false };
        return { ways: 1, degree: 1, loops: false };
      }
      const inside = waysOf(node.item, { set: ANY, nullable: true }, false);
      if (inside.loops || inside.degree > 0) return UNBOUNDED;
      // V8 refuses iterations that consume nothing, PCRE takes them; V8 forgets the captures of earlier iterations.
      const first = firstOf(node.item);
      if (first.nullable || (node.maximum > 1 && containsCapture(node.item))) return UNBOUNDED;
      if (node.maximum === Number.POSITIVE_INFINITY) {
        if (inside.ways > 1) return UNBOUNDED;
        const certain = ends || (!following.nullable && !intersects(first.set, following.set));
        return { ways: 1, degree: certain ? 0 : 1, loops: true };
      }
      // Each number of iterations, and each way of each of them.
      const ways = (node.maximum - node.minimum + 1) * inside.ways ** node.maximum;
      return { ways, degree: 0, loops: false };
    }
    default:
      return UNBOUNDED;
  }
};

const containsCapture = (node: Node): boolean =>
  node.kind === 'capture' ||
  ('items' in node ? node.items.some(containsCapture) : 'item' in node && containsCapture(node.item));

/** Does a group repeat without a bound, so that a byte can take more than one step? */
const containsGroupLoop = (node: Node): boolean =>
  (node.kind === 'repeat' && node.item.kind !== 'set' && node.maximum === Number.POSITIVE_INFINITY) ||
  ('items' in node ? node.items.some(containsGroupLoop) : 'item' in node && containsGroupLoop(node.item));

const sizeOf = (node: Node): number =>
  1 +
  ('items' in node
    ? node.items.reduce((sum, item) => sum + sizeOf(item), 0)
    : 'item' in node
      ? sizeOf(node.item) * (node.kind === 'repeat' && Number.isFinite(node.maximum) ? Math.max(1, node.maximum) : 1)
      : 0);

/** Steps that a backtracking engine may take at most on any subject: a few milliseconds at worst. */
const AFFORDABLE_STEPS = 4_000_000;

/**
 * The longest subject on which a backtracking engine (V8's RegExp, which cannot be stopped) is proven to take at most
 * {@link AFFORDABLE_STEPS}; 0 where nothing is proven. Counted: each start, times each way to split the subject among
 * repetitions whose next byte does not decide where they end, times the work along one way.
 */
export const affordableLength = (node: Node): number => {
  const bound = boundOf(node);
  if (bound === undefined) return 0;
  return bound.exponent === 0
    ? Number.POSITIVE_INFINITY
    : Math.floor((AFFORDABLE_STEPS / bound.factor) ** (1 / bound.exponent));
};

/** At most `factor` × n^`exponent` steps on n bytes; undefined where nothing is proven or it is too much. */
export const boundOf = (node: Node): { readonly factor: number; readonly exponent: number } | undefined => {
  const { ways, degree, loops } = waysOf(node, TAIL, true);
  const factor = ways * sizeOf(node);
  if (!Number.isFinite(ways) || factor > AFFORDABLE_STEPS) return undefined;
  const along = containsGroupLoop(node) ? factor : ways;
  return { factor: loops ? along : factor, exponent: degree + (isAnchored(node) ? 0 : 1) + (loops ? 1 : 0) };
};

/** The bytes with which a subject can begin that the pattern matches; undefined where it may match any. */
export const firstBytesOf = (node: Node): ByteSet | undefined => {
  if (!isAnchored(node)) return undefined;
  const first = firstOf(node);
  return first.nullable || membersOf(first.set).length === 0 ? undefined : first.set;
};
