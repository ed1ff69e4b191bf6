import { foldedEqual, isWordByte } from './backtrack-text.ts';
import type { Match, Matcher, Meter } from './matcher.ts';
import type { Node, Syntax } from './syntax.ts';

/** Steps allowed for one search, besides a few per byte of the subject. */
export const STEP_BUDGET = 100_000;
const STEPS_PER_BYTE = 4;
const MAXIMUM_NESTING = 1_000;

type Run = {
  subject: string;
  steps: number;
  nesting: number;
  tripped: boolean;
  /** Start and end of each group, -1 where unset. */
  readonly captures: number[];
  keptStart: number;
  end: number;
};

/** Matches from a position on and then what follows; false where that fails. */
type Step = (run: Run, at: number) => boolean;

const spend = (run: Run): boolean => {
  if (--run.steps > 0) return true;
  run.tripped = true;
  return false;
};

const compileRepeat = (node: Extract<Node, { kind: 'repeat' }>, next: Step): Step => {
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
    return compile({ kind: 'atomic', item: { ...node, greed: 'greedy' } }, next);
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
  const body = compile(item, loop);
  return (run, at) => {
    const [outerCount, outerLast] = [count, last];
    [count, last] = [0, -1];
    const matched = loop(run, at);
    [count, last] = [outerCount, outerLast];
    return matched;
  };
};

const compileLook = (node: Extract<Node, { kind: 'look' }>, next: Step): Step => {
  if (!node.behind) {
    const body = compile(node.item, () => true);
    return (run, at) => {
      const saved = run.captures.slice();
      const found = body(run, at);
      if (run.tripped) return false;
      if (found === node.negated) return restore(run, saved);
      if (node.negated) restore(run, saved);
      return next(run, at) || restore(run, saved);
    };
  }
  const body = (to: number): Step => compile(node.item, (_, at) => at === to);
  return (run, at) => {
    const saved = run.captures.slice();
    const reach = body(at);
    let found = false;
    for (let from = at; from >= 0 && !found && at - from <= 255; from--) found = spend(run) && reach(run, from);
    if (run.tripped) return false;
    if (found === node.negated) return restore(run, saved);
    if (node.negated) restore(run, saved);
    return next(run, at) || restore(run, saved);
  };
};

const restore = (run: Run, saved: readonly number[]): false => {
  for (let index = 0; index < saved.length; index++) run.captures[index] = saved[index] ?? -1;
  return false;
};

const compileAssertion = (node: Extract<Node, { kind: 'assertion' }>, next: Step): Step => {
  const holds: Record<typeof node.assertion, (subject: string, at: number) => boolean> = {
    start: (_, at) => at === 0,
    end: (subject, at) => at === subject.length,
    end_or_newline: (subject, at) =>
      at === subject.length || (at === subject.length - 1 && subject.charCodeAt(at) === 10),
    line_start: (subject, at) => at === 0 || (subject.charCodeAt(at - 1) === 10 && at < subject.length),
    line_end: (subject, at) => at === subject.length || subject.charCodeAt(at) === 10,
    word_boundary: (subject, at) => isWordByte(subject, at - 1) !== isWordByte(subject, at),
    not_word_boundary: (subject, at) => isWordByte(subject, at - 1) === isWordByte(subject, at),
  };
  const test = holds[node.assertion];
  return (run, at) => test(run.subject, at) && next(run, at);
};

const compile = (node: Node, next: Step): Step => {
  switch (node.kind) {
    case 'set': {
      const { set } = node;
      return (run, at) => set[run.subject.charCodeAt(at)] === 1 && spend(run) && next(run, at + 1);
    }
    case 'sequence':
      return node.items.reduceRight<Step>((following, item) => compile(item, following), next);
    case 'alternation': {
      const branches = node.items.map((item) => compile(item, next));
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
      const body = compile(node.item, (run, at) => {
        const [start, end] = [run.captures[slot] ?? -1, run.captures[slot + 1] ?? -1];
        const opened = starts.pop() ?? -1;
        run.captures[slot] = opened;
        run.captures[slot + 1] = at;
        if (next(run, at)) return true;
        run.captures[slot] = start;
        run.captures[slot + 1] = end;
        starts.push(opened);
        return false;
      });
      return (run, at) => {
        const height = starts.length;
        starts.push(at);
        const matched = body(run, at);
        starts.length = height;
        return matched;
      };
    }
    case 'repeat':
      return compileRepeat(node, next);
    case 'assertion':
      return compileAssertion(node, next);
    case 'look':
      return compileLook(node, next);
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
      const body = compile(node.item, (run, at) => {
        run.end = at;
        return true;
      });
      return (run, at) => {
        const saved = run.captures.slice();
        return (body(run, at) && next(run, run.end)) || restore(run, saved);
      };
    }
    case 'keep':
      return (run, at) => {
        run.keptStart = at;
        return next(run, at);
      };
  }
};

/** A backtracking matcher for all of the syntax, with a budget of steps: it always ends, and says when it gave up. */
export const backtrackingMatcher = (syntax: Syntax): Matcher => {
  let final = 0;
  const program = compile(syntax.node, (_, at) => {
    final = at;
    return true;
  });
  const anchored = isAnchored(syntax.node);
  const exec = (subject: string, meter: Meter): Match | undefined => {
    const run: Run = {
      subject,
      steps: STEP_BUDGET + STEPS_PER_BYTE * subject.length,
      nesting: 0,
      tripped: false,
      captures: new Array((syntax.captures + 1) * 2).fill(-1),
      keptStart: 0,
      end: 0,
    };
    const lastStart = anchored ? 0 : subject.length;
    for (let start = 0; start <= lastStart; start++) {
      run.captures.fill(-1);
      if (attempt(program, run, start) && !run.tripped) return { end: final, groups: groupsOf(run, syntax.captures) };
      if (run.tripped || !spend(run)) {
        meter.tripped = true;
        return undefined;
      }
    }
    return undefined;
  };
  return { exec, test: (subject, meter) => exec(subject, meter) !== undefined };
};

/** The nesting limit holds for ordinary bodies; a pattern with very long ones can still exhaust the stack. */
const attempt = (program: Step, run: Run, start: number): boolean => {
  try {
    return program(run, start);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    run.tripped = true;
    return false;
  }
};

const groupsOf = (run: Run, captures: number): (string | undefined)[] =>
  Array.from({ length: captures }, (_, index) => {
    const start = run.captures[(index + 1) * 2] ?? -1;
    return start < 0 ? undefined : run.subject.slice(start, run.captures[(index + 1) * 2 + 1]);
  });

/** True where every match begins at the start of the subject. */
export const isAnchored = (node: Node): boolean => {
  if (node.kind === 'assertion') return node.assertion === 'start';
  if (node.kind === 'sequence') {
    for (const item of node.items) {
      if (isAnchored(item)) return true;
      if (item.kind !== 'look') return false;
    }
    return false;
  }
  if (node.kind === 'alternation') return node.items.length > 0 && node.items.every(isAnchored);
  return (node.kind === 'capture' || node.kind === 'atomic') && isAnchored(node.item);
};
