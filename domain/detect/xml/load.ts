import { bytesOf } from '../bytes.ts';
import type { LoadLog } from '../report.ts';
import type { XmlElement } from './element.ts';
import { parseXml } from './parse.ts';
import { applyVariables } from './variables.ts';

export type NamedText = { readonly name: string; readonly text: string };

/** Files in load order: byte-wise by base name. */
export const inLoadOrder = <File extends NamedText>(files: readonly File[]): File[] => {
  const key = (file: File): string => file.name.slice(file.name.lastIndexOf('/') + 1);
  return files.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
};

/** The root elements of a file with its variables applied; none where the file is skipped, which the log says. */
export const loadXml = (file: NamedText, log: LoadLog): readonly XmlElement[] => {
  const parsed = parseXml(bytesOf(file.text));
  const result = parsed.ok ? applyVariables(parsed.value) : parsed;
  if (!result.ok) {
    log.skipped('file', file.name, file.name, result.error.line, result.error.reason);
    return [];
  }
  log.loaded('file', file.name, file.name, 1);
  for (const { name, attributes, line } of parsed.ok ? parsed.value : []) {
    if (name === 'group' || name === 'var')
      log.loaded('element', `${name} ${attributes.get('name') ?? ''}`, file.name, line);
  }
  return result.value;
};

/** The text of all children of a name, joined without a separator; undefined where there is none. */
export const joinedText = (element: XmlElement, name: string): string | undefined => {
  let text: string | undefined;
  for (const child of element.children) if (child.name === name) text = (text ?? '') + child.text;
  return text;
};

/** The attribute of the last child of that name: `type` and `negate` of the last occurrence win, also by absence. */
export const lastAttribute = (element: XmlElement, name: string, attribute: string): string | undefined =>
  element.children.findLast((child) => child.name === name)?.attributes.get(attribute);

/** The attribute of the last child of that name that has it: one `offset` holds for all parts of a pattern. */
export const anyAttribute = (element: XmlElement, name: string, attribute: string): string | undefined =>
  element.children
    .findLast((child) => child.name === name && child.attributes.has(attribute))
    ?.attributes.get(attribute);
