import type { Step } from './backtrack-run.ts';
import { isWordByte } from './backtrack-text.ts';
import type { Node } from './syntax.ts';

/** A position that matches without consuming. */
export const compileAssertion = (node: Extract<Node, { kind: 'assertion' }>, next: Step): Step => {
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
