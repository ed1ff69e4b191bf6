import { compileAssertion } from './backtrack-assertion.ts';
import { restore, type Step, spend } from './backtrack-run.ts';
import { foldedEqual } from './backtrack-text.ts';
import { type Node, sequence } from './syntax.ts';

/** Repetitions and calls within one another, so that the stack suffices. */
const MAXIMUM_NESTING = 1_000;
const MAXIMUM_CALLS = 200;
/** As far as a look-behind looks back. */
const MAXIMUM_BEHIND = 255;

/** The groups of a pattern by number, 0 is the whole: what `(?1)` calls. */
export type Groups = ReadonlyMap<number, Node>;

const compileRepeat = (node: Extract<Node, { kind: 'repeat' }>, next: Step, groups: Groups): Step => {
  const { item, minimum, maximum, greed } = node;
  if (item.kind === 'set') {
    const { set } = item;
    return (run, at) => {
      const { subject } = run;
      const limit = Math.min(subject.length, at + maximum);
      let to = at;
      if (greed === 'lazy') {
        const least = at + minimum;
        for (; ; to++) {
          if (to >= least && next(run, to)) return true;
          if (to >= limit || set[subject.charCodeAt(to)] !== 1 || !spend(run)) return false;
        }
      }
      while (to < limit && set[subject.charCodeAt(to)] === 1) {
        to++;
        if (!spend(run)) return false;
      }
      if (greed === 'possessive') return to - at >= minimum && next(run, to);
      for (; to - at >= minimum; to--) {
        if (next(run, to)) return true;
        if (!spend(run)) return false;
      }
      return false;
    };
  }
  if (greed === 'possessive') {
    return compile({ kind: 'atomic', item: { ...node, greed: 'greedy' } }, next, groups);
  }
  // The loop's counters live beside the compiled body and are put back whenever a way fails.
  let count = 0;
  let last = -1;
  const loop: Step = (run, at) => {
    const [iterations, previous] = [count, last];
    const leave = (): boolean => {
      if (next(run, at)) return true;
      [count, last] = [iterations, previous];
      return false;
    };
    const again = (): boolean => {
      if (iterations >= maximum || !spend(run) || run.nesting >= MAXIMUM_NESTING) {
        run.tripped ||= run.nesting >= MAXIMUM_NESTING;
        return false;
      }
      [count, last] = [iterations + 1, at];
      run.nesting++;
      const matched = body(run, at);
      run.nesting--;
      if (!matched) [count, last] = [iterations, previous];
      return matched;
    };
    if (iterations < minimum) return again();
    if (at === previous) return leave();
    return greed === 'lazy' ? leave() || again() : again() || leave();
  };
  const body = compile(item, loop, groups);
  return (run, at) => {
    const [outerCount, outerLast] = [count, last];
    [count, last] = [0, -1];
    const matched = loop(run, at);
    [count, last] = [outerCount, outerLast];
    return matched;
  };
};

const compileLook = (node: Extract<Node, { kind: 'look' }>, next: Step, groups: Groups): Step => {
  if (!node.behind) {
    const body = compile(node.item, () => true, groups);
    return (run, at) => {
      const saved = run.captures.slice();
      const found = body(run, at);
      if (run.tripped) return false;
      if (found === node.negated) return restore(run, saved);
      if (node.negated) restore(run, saved);
      return next(run, at) || restore(run, saved);
    };
  }
  let target = 0;
  const body = compile(node.item, (_, at) => at === target, groups);
  return (run, at) => {
    const saved = run.captures.slice();
    let found = false;
    for (let from = at; from >= 0 && !found && at - from <= MAXIMUM_BEHIND; from--) {
      target = at;
      found = spend(run) && body(run, from);
    }
    if (run.tripped) return false;
    if (found === node.negated) return restore(run, saved);
    if (node.negated) restore(run, saved);
    return next(run, at) || restore(run, saved);
  };
};

/** Compiles a node into a closure that continues with `next`. */
export const compile = (node: Node, next: Step, groups: Groups): Step => {
  switch (node.kind) {
    case 'set': {
      const { set } = node;
      return (run, at) => set[run.subject.charCodeAt(at)] === 1 && spend(run) && next(run, at + 1);
    }
    case 'sequence':
      return node.items.reduceRight<Step>((following, item) => compile(item, following, groups), next);
    case 'alternation': {
      const branches = node.items.map((item) => compile(item, next, groups));
      return (run, at) => {
        for (const branch of branches) {
          if (branch(run, at)) return true;
          if (!spend(run)) return false;
        }
        return false;
      };
    }
    case 'capture': {
      const slot = node.index * 2;
      const starts: number[] = [];
      const body = compile(
        node.item,
        (run, at) => {
          const [start, end] = [run.captures[slot] ?? -1, run.captures[slot + 1] ?? -1];
          const opened = starts.pop() ?? -1;
          run.captures[slot] = opened;
          run.captures[slot + 1] = at;
          if (next(run, at)) return true;
          run.captures[slot] = start;
          run.captures[slot + 1] = end;
          starts.push(opened);
          return false;
        },
        groups,
      );
      return (run, at) => {
        const height = starts.length;
        starts.push(at);
        const matched = body(run, at);
        starts.length = height;
        return matched;
      };
    }
    case 'repeat':
      return compileRepeat(node, next, groups);
    case 'assertion':
      return compileAssertion(node, next);
    case 'look':
      return compileLook(node, next, groups);
    case 'back_reference':
      return (run, at) => {
        const start = run.captures[node.index * 2] ?? -1;
        if (start < 0) return false;
        const text = run.subject.slice(start, run.captures[node.index * 2 + 1]);
        run.steps -= text.length;
        const found = foldedEqual(run.subject, at, text, node.ignoreCase);
        return found && spend(run) && next(run, at + text.length);
      };
    case 'atomic': {
      const body = compile(
        node.item,
        (run, at) => {
          run.end = at;
          return true;
        },
        groups,
      );
      return (run, at) => {
        const saved = run.captures.slice();
        return (body(run, at) && next(run, run.end)) || restore(run, saved);
      };
    }
    case 'conditional': {
      const [yes, no] = [compile(node.yes, next, groups), compile(node.no, next, groups)];
      return (run, at) => ((run.captures[node.index * 2] ?? -1) >= 0 ? yes : no)(run, at);
    }
    case 'call': {
      // Compiled when it is first reached: the group may contain this very call.
      let body: Step | undefined;
      let outer: readonly number[] = [];
      return (run, at) => {
        if (!spend(run) || ++run.nesting > MAXIMUM_CALLS) {
          run.tripped = true;
          return false;
        }
        const [saved, before] = [run.captures.slice(), outer];
        outer = saved;
        body ??= compile(
          groups.get(node.index) ?? sequence([]),
          (inner, to) => {
            // What the called group captured is forgotten.
            const after = inner.captures.slice();
            restore(inner, outer);
            return next(inner, to) || restore(inner, after);
          },
          groups,
        );
        const matched = body(run, at);
        run.nesting--;
        outer = before;
        return matched || restore(run, saved);
      };
    }
    case 'keep':
      // Where a match starts is not asked for: only its end and captures are.
      return next;
  }
};
