import { compile } from './backtrack-compile.ts';
import { type Run, type Step, spend } from './backtrack-run.ts';
import { charge, type Match, type Matcher, type Meter } from './matcher.ts';
import type { Node, Syntax } from './syntax.ts';

/** Steps allowed for one search, besides a few per byte of the subject. */
export const STEP_BUDGET = 100_000;
const STEPS_PER_BYTE = 4;

const groupsIn = (node: Node, groups: Map<number, Node>): Map<number, Node> => {
  if (node.kind === 'capture') groups.set(node.index, node.item);
  if ('items' in node) for (const item of node.items) groupsIn(item, groups);
  else if ('item' in node) groupsIn(node.item, groups);
  else if (node.kind === 'conditional') for (const item of [node.yes, node.no]) groupsIn(item, groups);
  return groups;
};

/** A backtracking matcher for all of the syntax, with a budget of steps: it always ends, and says when it gave up. */
export const backtrackingMatcher = (syntax: Syntax): Matcher => {
  let final = 0;
  const program = compile(
    syntax.node,
    (_, at) => {
      final = at;
      return true;
    },
    groupsIn(syntax.node, new Map([[0, syntax.node]])),
  );
  const anchored = isAnchored(syntax.node);
  const exec = (subject: string, meter: Meter): Match | undefined => {
    const budget = Math.min(STEP_BUDGET + STEPS_PER_BYTE * subject.length, meter.left ?? Number.POSITIVE_INFINITY);
    const run: Run = {
      subject,
      steps: budget,
      nesting: 0,
      tripped: false,
      captures: new Array((syntax.captures + 1) * 2).fill(-1),
      end: 0,
    };
    const match = search(run, anchored ? 0 : subject.length);
    charge(meter, budget - Math.max(0, run.steps));
    if (run.tripped) meter.tripped = true;
    return match;
  };
  const search = (run: Run, lastStart: number): Match | undefined => {
    for (let start = 0; start <= lastStart; start++) {
      run.captures.fill(-1);
      if (attempt(program, run, start) && !run.tripped) return { end: final, groups: groupsOf(run, syntax.captures) };
      if (run.tripped || !spend(run)) return undefined;
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
