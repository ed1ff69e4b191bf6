import { fail, ok, type Result } from '../../model/result.ts';
import type { XmlElement, XmlError } from './element.ts';

const REFERENCE = /\$([^$.|, \t\r\n]*)/g;
const IDENTIFIER = /^[A-Za-z_][\w-]*$/;

const usesVariables = (element: XmlElement): boolean => element.name === 'var' || element.children.some(usesVariables);

/**
 * Replaces `$NAME` in later texts and attribute values by the `<var name="NAME">` of the same file, and drops the
 * `<var>` elements. A bare `$` and `$(` stay. An unknown name fails the file; in a file without variables it is text.
 */
export const applyVariables = (roots: readonly XmlElement[]): Result<readonly XmlElement[], XmlError> => {
  const variables = new Map<string, string>();
  if (!roots.some(usesVariables)) return ok(roots);
  let problem: XmlError | undefined;

  const substitute = (text: string, line: number): string => {
    if (!text.includes('$')) return text;
    return text.replace(REFERENCE, (reference: string, name: string, offset: number) => {
      const value = variables.get(name.toLowerCase());
      if (value !== undefined) return value;
      const escaped = text[offset - 1] === '\\';
      if (!escaped && IDENTIFIER.test(name)) problem ??= { line, reason: `unknown variable $${name}` };
      return reference;
    });
  };
  const define = ({ attributes, text, line }: XmlElement): void => {
    const name = attributes.get('name') ?? '';
    if (name === '') problem ??= { line, reason: '<var> needs a name' };
    variables.set(name.toLowerCase(), substitute(text, line));
  };
  const rewriteAll = (elements: readonly XmlElement[]): XmlElement[] => {
    const rewritten: XmlElement[] = [];
    for (const element of elements) {
      if (element.name === 'var') define(element);
      else rewritten.push(rewrite(element));
    }
    return rewritten;
  };
  const rewrite = (element: XmlElement): XmlElement => ({
    ...element,
    attributes: new Map([...element.attributes].map(([name, value]) => [name, substitute(value, element.line)])),
    text: substitute(element.text, element.line),
    children: rewriteAll(element.children),
  });

  const result = rewriteAll(roots);
  return problem === undefined ? ok(result) : fail(problem);
};
