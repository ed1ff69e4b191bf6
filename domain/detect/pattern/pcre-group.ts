/** Options that may change inside a pattern. */
export type PcreFlags = {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
  readonly ungreedy: boolean;
};

export const NO_FLAGS: PcreFlags = {
  ignoreCase: false,
  dotAll: false,
  multiline: false,
  extended: false,
  ungreedy: false,
};
const FLAG_LETTERS: Readonly<Record<string, keyof PcreFlags>> = {
  i: 'ignoreCase',
  s: 'dotAll',
  m: 'multiline',
  x: 'extended',
  U: 'ungreedy',
};

export type GroupHead = { readonly length: number } & (
  | { readonly kind: 'comment' }
  | { readonly kind: 'flags'; readonly flags: PcreFlags }
  | { readonly kind: 'plain' | 'atomic' | 'branch_reset'; readonly flags: PcreFlags }
  | { readonly kind: 'conditional'; readonly group: string; readonly flags: PcreFlags }
  | { readonly kind: 'call'; readonly group: string }
  | { readonly kind: 'back_reference'; readonly group: string }
  | { readonly kind: 'capture'; readonly name: string | undefined; readonly flags: PcreFlags }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean; readonly flags: PcreFlags }
);

const LOOKS: Readonly<Record<string, { behind: boolean; negated: boolean }>> = {
  '=': { behind: false, negated: false },
  '!': { behind: false, negated: true },
  '<=': { behind: true, negated: false },
  '<!': { behind: true, negated: true },
};

const changed = (flags: PcreFlags, on: string, off: string): PcreFlags | undefined => {
  const next: { -readonly [Flag in keyof PcreFlags]: boolean } = { ...flags };
  for (const [letters, value] of [
    [on, true],
    [off, false],
  ] as const) {
    for (const letter of letters) {
      const flag = FLAG_LETTERS[letter];
      if (flag === undefined) return undefined;
      next[flag] = value;
    }
  }
  return next;
};

/** Reads what stands after `(` at `at`; a string says what is not supported. */
export const groupHeadAt = (text: string, at: number, flags: PcreFlags): GroupHead | string => {
  const rest = text.slice(at, at + 80);
  if (rest.startsWith('(*')) return 'verbs such as (*UTF) are not supported';
  if (!rest.startsWith('(?')) return { kind: 'capture', name: undefined, length: 1, flags };
  if (rest.startsWith('(?#')) {
    const end = text.indexOf(')', at);
    return end === -1 ? 'a comment has no end' : { kind: 'comment', length: end + 1 - at };
  }
  const look = /^\(\?(<?[=!])/.exec(rest);
  const direction = LOOKS[look?.[1] ?? ''];
  if (look !== null && direction !== undefined) return { kind: 'look', ...direction, length: look[0].length, flags };
  if (rest.startsWith('(?>')) return { kind: 'atomic', length: 3, flags };
  const named = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
  if (named !== null) return { kind: 'capture', name: named[1] ?? named[2], length: named[0].length, flags };
  const python = /^\(\?P=(\w+)\)/.exec(rest);
  if (python !== null) return { kind: 'back_reference', group: python[1] ?? '', length: python[0].length };
  if (rest.startsWith('(?|')) return { kind: 'branch_reset', length: 3, flags };
  const conditional = /^\(\?\((?:<(\w+)>|'(\w+)'|(\d{1,2}))\)/.exec(rest);
  if (conditional !== null) {
    const group = conditional[1] ?? conditional[2] ?? conditional[3] ?? '';
    return { kind: 'conditional', group, length: conditional[0].length, flags };
  }
  const call = /^\(\?(?:(R|[+-]?\d{1,2})|&(\w+)|P>(\w+))\)/.exec(rest);
  if (call !== null) return { kind: 'call', group: call[1] ?? call[2] ?? call[3] ?? '', length: call[0].length };
  const options = /^\(\?(\^?)([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
  if (options === null) return `"${rest.slice(0, 4)}" is not supported`;
  const base = options[1] === '^' ? { ...NO_FLAGS, ungreedy: flags.ungreedy } : flags;
  const next = changed(base, options[2] ?? '', options[3] ?? '');
  if (next === undefined) return `an option in "${options[0]}" is not supported`;
  return { kind: options[4] === ')' ? 'flags' : 'plain', flags: next, length: options[0].length };
};

/** The number of the group that `-1` (opened last) or `+1` (the next one) names; undefined where the name is not relative. */
export const relativeGroup = (name: string, opened: number): number | undefined => {
  const found = /^([+-])(\d+)$/.exec(name);
  if (found === null) return undefined;
  return found[1] === '+' ? opened + Number(found[2]) : opened + 1 - Number(found[2]);
};

/** `\g<name>` and `\g'name'` call a group, as `(?&name)` does; `at` is behind the backslash. */
export const calledAt = (text: string, at: number): { readonly length: number; readonly group: string } | undefined => {
  const found = /^g(?:<([+-]?\w+)>|'([+-]?\w+)')/.exec(text.slice(at, at + 80));
  return found === null ? undefined : { length: found[0].length, group: found[1] ?? found[2] ?? '' };
};
