import { fail, ok, type Result } from '../../model/result.ts';
import type { XmlElement, XmlError } from './element.ts';

const REFERENCE = /\$([^$.|, \t\r\n]*)/g;
const IDENTIFIER = /^[A-Za-z_][\w-]*$/;

/**
 * Replaces `$NAME` in later texts and attribute values by the `<var name="NAME">` of the same file, and drops the
 * `<var>` elements. A bare `$` and `$(` stay. An unknown name fails the file; in a file without variables it is text.
 */
export const applyVariables = (roots: readonly XmlElement[]): Result<readonly XmlElement[], XmlError> => {
  const variables = new Map<string, string>();
  const usesVariables = roots.some((element) => element.name === 'var');
  if (!usesVariables) return ok(roots);
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
  const rewrite = (element: XmlElement): XmlElement => ({
    ...element,
    attributes: new Map([...element.attributes].map(([name, value]) => [name, substitute(value, element.line)])),
    text: substitute(element.text, element.line),
    children: element.children.map(rewrite),
  });

  const result: XmlElement[] = [];
  for (const element of roots) {
    const rewritten = rewrite(element);
    if (element.name !== 'var') {
      result.push(rewritten);
      continue;
    }
    const name = element.attributes.get('name');
    if (name === undefined || name === '') return fail({ line: element.line, reason: '<var> needs a name' });
    variables.set(name.toLowerCase(), rewritten.text);
  }
  return problem === undefined ? ok(result) : fail(problem);
};
