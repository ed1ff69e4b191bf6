import { fail, ok, type Result } from '../../model/result.ts';
import type { XmlElement, XmlError } from './element.ts';

const MAXIMUM_ITEM = 20_480;
const MAXIMUM_DEPTH = 64;

type Open = { name: string; attributes: Map<string, string>; text: string; children: XmlElement[]; line: number };

const NAME = /[A-Za-z_][^\s<>/="']*/y;
const ATTRIBUTE = /\s*([A-Za-z_][^\s<>/="']*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /\s*(\/?)>/y;

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
};

/** Counts lines while the scan moves on, so that the whole scan stays linear. */
const lineCounter = (text: string) => {
  let line = 1;
  let next = text.indexOf('\n');
  return (at: number): number => {
    while (next !== -1 && next < at) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
};

const commentEnd = (text: string, at: number): number => {
  const ends = [text.indexOf('-->', at + 2), text.indexOf('!>', at + 2)];
  const [dashes = -1, mark = -1] = ends;
  if (dashes === -1 && mark === -1) return -1;
  return dashes !== -1 && (mark === -1 || dashes < mark) ? dashes + 3 : mark + 2;
};

/**
 * Parses the XML dialect of Wazuh 4.x: several roots, no entities, text verbatim, `\<` is text, comments from `<!` to
 * `-->` or `!>`. One error ends the file.
 */
export const parseXml = (text: string): Result<readonly XmlElement[], XmlError> => {
  const lineAt = lineCounter(text);
  const root: Open = { name: '', attributes: new Map(), text: '', children: [], line: 1 };
  const stack: Open[] = [root];
  let top = root;
  let at = 0;
  const error = (reason: string, where: number) => fail({ line: lineAt(where), reason });

  while (at < text.length) {
    let open = text.indexOf('<', at);
    while (open !== -1 && isEscaped(text, open)) open = text.indexOf('<', open + 1);
    const segment = text.slice(at, open === -1 ? text.length : open);
    top.text += segment;
    if (stack.length > 1 && top.children.length === 0 && top.text.length > MAXIMUM_ITEM) {
      return error(`<${top.name}> is longer than ${MAXIMUM_ITEM} characters`, at);
    }
    if (open === -1) break;

    if (text[open + 1] === '!') {
      const end = commentEnd(text, open);
      if (end === -1) return error('a comment has no end', open);
      at = end;
      continue;
    }
    if (text[open + 1] === '?') {
      const end = text.indexOf('?>', open);
      if (end === -1) return error('a processing instruction has no end', open);
      at = end + 2;
      continue;
    }
    if (text[open + 1] === '/') {
      const end = text.indexOf('>', open);
      const name = text
        .slice(open + 2, end === -1 ? open + 2 : end)
        .trim()
        .toLowerCase();
      if (stack.length === 1) return error(`</${name}> closes nothing`, open);
      if (name !== top.name) return error(`</${name}> where </${top.name}> of line ${top.line} was expected`, open);
      stack.pop();
      const parent = stack[stack.length - 1] ?? root;
      parent.children.push(top);
      top = parent;
      at = end + 1;
      continue;
    }

    const name = match(NAME, text, open + 1);
    if (name === null) return error('a "<" that begins no element; write "\\<" for the character', open);
    at = open + 1 + name[0].length;
    const attributes = new Map<string, string>();
    for (let found = match(ATTRIBUTE, text, at); found !== null; found = match(ATTRIBUTE, text, at)) {
      const value = found[2] ?? found[3] ?? '';
      if (value.length > MAXIMUM_ITEM) return error(`attribute ${found[1]} is too long`, at);
      attributes.set((found[1] ?? '').toLowerCase(), value);
      at += found[0].length;
    }
    const end = match(TAG_END, text, at);
    if (end === null) return error(`<${name[0]}> has a malformed attribute or no ">"`, open);
    at += end[0].length;
    const element: Open = { name: name[0].toLowerCase(), attributes, text: '', children: [], line: lineAt(open) };
    if (end[1] === '/') {
      top.children.push(element);
    } else {
      if (stack.length > MAXIMUM_DEPTH) return error('elements are nested too deeply', open);
      stack.push(element);
      top = element;
    }
  }
  if (stack.length > 1) return error(`<${top.name}> of line ${top.line} is not closed`, text.length);
  return ok(root.children);
};
