import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong, and under which keys. */
type Statement = { readonly path: readonly PropertyKey[]; readonly message: string };

const below = (path: readonly PropertyKey[], statements: readonly Statement[]): Statement[] =>
  statements.map((statement) => ({ ...statement, path: [...path, ...statement.path] }));

/** The form of a union that was meant has the right keys; one of its values is wrong. */
const meant = (issue: Issue & { code: 'invalid_union' }): readonly Statement[] => {
  const hasRightKeys = ({ code, path }: Issue): boolean =>
    path.length > 0 && code !== 'unrecognized_keys' && code !== 'invalid_type' && code !== 'invalid_union';
  return issue.errors.find((issues) => issues.every(hasRightKeys))?.flatMap(statementsOf) ?? [];
};

/** The issues of the schema in words, those within unions and keys taken out. */
export const statementsOf = (issue: Issue): Statement[] => {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'is no key of this format: correct or remove it',
    }));
  if (issue.code === 'invalid_key') return [{ path, message: issue.issues[0]?.message ?? message }];
  const inside = issue.code === 'invalid_union' ? below(path, meant(issue)) : [];
  return inside.length > 0 ? inside : [{ path, message }];
};

/** The line of a key, or of the nearest one above it that there is. */
export const lineOf = (document: Document, counter: LineCounter, path: readonly PropertyKey[]): number => {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === name)?.key
      : undefined;
    const node = key ?? document.getIn(path.slice(0, length), true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    if (start !== undefined) return counter.linePos(start).line;
  }
  return 1;
};
